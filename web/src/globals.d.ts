// Names that the build puts in.
declare const __WORKER__: string;
declare const __WASM__: string;
declare const __PACK__: string;
declare const __PAPER__: string;
declare const __LATER__: string;
declare const __VERSION__: string;
declare const __SHELL__: string[];
/** What the first script leaves for the client (first.ts). */
declare var hearth: import('./first').First;
declare module 'strings:*' {
  const text: string;
  export default text;
}
declare module '*.css';

// The two worker scopes, as far as we use them; the whole library of types for workers clashes with that of pages.
interface DedicatedWorkerGlobalScope {
  postMessage(m: unknown): void;
}
interface ExtendableEvent extends Event {
  waitUntil(p: Promise<unknown>): void;
}
interface InstallEvent extends ExtendableEvent {
  addRoutes?(rule: { condition: { urlPattern: URLPattern }; source: { cacheName: string } }): Promise<void>;
}
declare class URLPattern {
  constructor(p: { pathname: string });
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(r: Promise<Response>): void;
}
interface ServiceWorkerGlobalScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  readonly registration: ServiceWorkerRegistration;
  addEventListener(type: 'install', f: (e: InstallEvent) => void): void;
  addEventListener(type: 'activate', f: (e: ExtendableEvent) => void): void;
  addEventListener(type: 'message', f: (e: ExtendableEvent & { readonly data: unknown }) => void): void;
  addEventListener(type: 'fetch', f: (e: FetchEvent) => void): void;
}
