/* view.h - one question at a time; private to core/session. */
#ifndef HEARTH_VIEW_H
#define HEARTH_VIEW_H
#include "crypto/recovery.h"
#include "session/core.h"

struct view {
	struct hc *c;
	const struct command *cmd;
	struct facts facts; /* empty while locked */
	uint64_t now;
};

/* view_content.c: what the pack says.  view_domain.c: what the domain makes of the facts.  Each writes members of the
 * answer object; on failure what it wrote is thrown away. */
#define VIEW(name) MUST_USE enum status view_##name(struct view *v, struct json_w *w)
VIEW(list);
VIEW(item);
VIEW(words);
VIEW(offers);
VIEW(lines);
VIEW(safety);
VIEW(player);
VIEW(today);
VIEW(week);
VIEW(step);
VIEW(exercises);
VIEW(draw);
VIEW(prompt);
VIEW(checkin);
VIEW(reflection);
VIEW(trends);
VIEW(picture);
VIEW(packs);
VIEW(compose);
VIEW(sheets);
VIEW(sheet);
VIEW(rituals);
VIEW(calendar);

#endif
