/* platform.c - what libsodium and the C library ask of a platform, in the browser.
 * Layer: core/wasm.
 * The module exports hearth.h's functions (core/wasm/meson.build lists them) and imports exactly one: hc.random. */
#include <stddef.h>
#include <stdint.h>

__attribute__((import_module("hc"), import_name("random"))) void host_random(void *p, size_t n);

void randombytes_buf(void *const p, const size_t n);
void randombytes(unsigned char *const p, const unsigned long long n);
uint32_t randombytes_random(void);
_Noreturn void sodium_misuse(void);
_Noreturn void __assert_fail(const char *expr, const char *file, int line, const char *func);

void randombytes_buf(void *const p, const size_t n) { host_random(p, n); }

void randombytes(unsigned char *const p, const unsigned long long n) { host_random(p, (size_t)n); }

uint32_t randombytes_random(void)
{
	uint32_t v;
	host_random(&v, sizeof v);
	return v;
}

/* A programmer's mistake stops the module; the page shows its fault screen and starts a new one from the store. */
_Noreturn void sodium_misuse(void) { __builtin_trap(); }

_Noreturn void __assert_fail(const char *expr, const char *file, int line, const char *func)
{
	(void)expr, (void)file, (void)line, (void)func;
	__builtin_trap();
}
