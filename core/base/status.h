/* status.h - the one result type of the whole tree.
 * Layer:  core/base.  Purity: nothing but an enum. */
#ifndef HEARTH_STATUS_H
#define HEARTH_STATUS_H

#define MUST_USE __attribute__((warn_unused_result))

/* On any status but ST_OK outputs and inputs are unchanged, unless a contract says otherwise. */
enum status {
	ST_OK = 0,
	ST_NOMEM,     /* allocator refused; state intact; caller may retry later */
	ST_TOOBIG,    /* a named ceiling would be passed; do not retry unchanged */
	ST_MALFORMED, /* bytes that break the format; never retry */
	ST_FORGED,    /* signature, tag or hash does not hold; never retry, never say more to the peer */
	ST_UNKNOWN,   /* well-formed but newer than this program; keep it, ask again after an upgrade */
	ST_CONFLICT,  /* someone else came first; read again, then retry */
	ST_DENIED,    /* not allowed for this member or device */
	ST_NOTFOUND,  /* no such thing */
	ST_BUSY,      /* a limit of load; retry after a while */
	ST_IO,        /* the world outside failed (disk, network); retry after a while */
	ST_DIVERGED,  /* histories differ: the server (or a copy) shows another past; stop and tell the person */
	ST__MAX
};

/**
 * status_name(st): short constant ASCII name ("ok", "forged", ...), for logs, JSON and tests.  Never NULL.
 */
const char *status_name(enum status st);

#endif
