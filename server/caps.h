/* caps.h - every limit of the server, in one place.
 * Layer:  server.  Nothing but numbers.  Whoever grows a buffer or a table names its ceiling here. */
#ifndef HEARTH_CAPS_H
#define HEARTH_CAPS_H

/* Requests */
#define CAP_TARGET 1024u           /* bytes of path and query */
#define CAP_PUSH_BYTES (1u << 20)  /* one push */
#define CAP_PUSH_EVENTS 256u       /* envelopes in a push */
#define CAP_PUSH_STREAMS 8u        /* different streams in a push */
#define CAP_JSON_BODY (16u << 10)  /* a JSON body */
#define CAP_GENESIS (32u << 10)    /* one structure envelope */
#define CAP_COLD (64u << 10)       /* version, login key and wrap */
#define CAP_JOIN (4u << 10)        /* a sealed join request */
#define CAP_INVITE_BLOB (4u << 10) /* a sealed invite blob */
#define CAP_BODIES (64u << 20)     /* bytes of all bodies held at once; beyond: 503 */
#define CAP_DRAIN (8u << 20)       /* a refused body up to this is read and thrown away, so that the refusal arrives */
#define CAP_CLOCK_S 300            /* how far a signed request's clock may be off */

/* Replies */
#define CAP_PAGE_EVENTS 500u                  /* frames in a page */
#define CAP_PAGE_BYTES (1u << 20)             /* bytes in a page, unless one frame is larger */
#define CAP_REPLY ((1u << 20) + (128u << 10)) /* ceiling of any reply held in memory */

/* Connections */
#define CAP_LOOPS 2u           /* epoll threads */
#define CAP_CONNECTIONS 12000u /* clients at once; less when the system allows fewer descriptors */
#define CAP_PER_SOURCE 512u    /* of them from one address, when listening beyond loopback */
#define CAP_POOL (8u << 10)    /* bytes of a connection's pool: ceiling of request headers and memory at once */
#define CAP_HEAD_S 75          /* from connect (or the last reply) to complete headers */
#define CAP_BODY_S 60          /* from headers to the end of the body */
#define CAP_REPLY_S 120        /* sending a reply */
#define CAP_IDLE_S 60          /* silence, not counting parked requests and live lines */
#define CAP_STOP_S 10          /* draining at a clean stop */

/* Live lines */
#define CAP_LINE_STREAMS 8u /* streams one line tells of */
#define CAP_LINES 11000u    /* lines at once; beyond: 503 */
#define CAP_LINE_PING_S 25
#define CAP_LINE_LIFE_S 600

/* The writer and the reader */
#define CAP_BATCH_JOBS 512u        /* requests in a commit */
#define CAP_BATCH_BYTES (4u << 20) /* bytes of bodies in a commit */
#define CAP_QUEUE_JOBS 4096u       /* waiting requests; beyond: 503 */
#define CAP_QUEUE_BYTES (48u << 20)
#define CAP_RETRY_S 2      /* Retry-After of a 503 */
#define CAP_WAL_PAGES 8000 /* checkpoint after so many pages */
#define CAP_BUSY_MS 5000   /* waiting for another process at the database */

/* A space */
#define CAP_MEMBERS 3u
#define CAP_PARTNERS 2u
#define CAP_DEVICES_EVER 64u /* of a member, revoked ones included */
#define CAP_STREAMS 16u
#define CAP_INVITES_OPEN 3u /* of an inviting member */
#define CAP_INVITE_SHORT_S 900
#define CAP_INVITE_LONG_S 172800
#define CAP_SETUP_TOKENS 16u /* printed and not yet used */

/* Rates.  Pushes bind a member, never a space: neither partner can spend the other's share. */
#define CAP_PUSHES_PER_MIN 300u
#define CAP_PUSH_BYTES_PER_MIN (64u << 20)
#define CAP_RECOVER_PER_HOUR 10u /* a login key */
#define CAP_INVITE_PER_MIN 20u   /* a source */
#define CAP_RATE_SLOTS 4096u     /* entries of a rate table (power of two); the least recent gives way */
#define CAP_CHALLENGE_S 120
#define CAP_CHALLENGES_USED 1024u /* answered challenges remembered until they are void anyway */

/* Files of the web app */
#define CAP_FILE_PATH 160u
#define CAP_FILE_CACHE 256u /* remembered entity tags */
#define CAP_FILE_BYTES (32u << 20)

#endif
