// The least that a start can be on this machine: an empty page whose empty worker reads what the program's own would read.
const policy = globalThis.trustedTypes?.createPolicy('hearth', { createScriptURL: (u) => u }) ?? { createScriptURL: (u) => u };
const worker = new Worker(policy.createScriptURL('/worker.js'));
worker.onmessage = (m) => {
  document.body.textContent = `${m.data} bytes`;
  performance.mark('hearth-home');
};
