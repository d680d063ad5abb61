/* simulate.c - hearth simulate: synthetic couples live with the planner, or with less than it */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "sim/sim.h"

#define PACK "build/pack.bin"
#define PACK_MAX (4u << 20)

/* The whole file; NULL when it cannot be read or is larger than a pack may be. */
static uint8_t *read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	uint8_t *bytes = f != NULL ? malloc(PACK_MAX) : NULL;
	*len = bytes != NULL ? fread(bytes, 1, PACK_MAX, f) : 0;
	bool whole = bytes != NULL && ferror(f) == 0 && fgetc(f) == EOF;
	if (f != NULL)
		(void)fclose(f);
	if (whole)
		return bytes;
	free(bytes);
	return NULL;
}

static void put_spread(struct sim_spread s, int32_t unit)
{
	(void)printf("  %6.1f  %6.1f to %5.1f", (double)s.median / unit, (double)s.low / unit, (double)s.high / unit);
}

static double share(uint64_t part, uint64_t of) { return of != 0 ? 100.0 * (double)part / (double)of : 0; }

static void put_row(const char *name, const struct sim_result *r)
{
	(void)printf("%-9s", name);
	put_spread(r->closeness, 1000);
	put_spread(r->gained, 1000);
	put_spread(r->kept, 10);
	(void)printf("  %7.1f  %5.1f  %8" PRIu64 "\n", share(r->uneasy, r->done), share(r->left, r->persons),
	             r->breaches);
}

static void put_head(const struct sim_query *q)
{
	(void)printf(
	    "%" PRIu32 " couples, %" PRIu32 " weeks, seed %" PRIu64 ". Medians, and what nine of ten lie between.\n"
	    "This measures planners against the assumptions of spec/plan.md, never whether they help anybody.\n\n",
	    q->couples, q->weeks, q->seed);
	(void)printf("%-9s  %6s  %15s  %6s  %15s  %6s  %15s  %7s  %5s  %8s\n", "planner", "close", "", "gained", "",
	             "kept %", "", "uneasy%", "left%", "breaches");
}

static int simulate(const char *pack, const char *planner, struct sim_query *q)
{
	size_t len;
	int failed = 0;
	uint8_t *bytes = read_file(pack, &len);
	if (bytes == NULL)
		return cli_fail("cannot read the pack", pack);
	put_head(q);
	for (unsigned p = 0; p < SIM_PLANNER__MAX && failed == 0; p++) {
		struct sim_result r;
		q->planner = (enum sim_planner)p;
		if (planner != NULL && strcmp(planner, sim_planner_name(q->planner)) != 0)
			continue;
		enum status st = sim_run((struct span){bytes, len}, q, &r);
		if (st == ST_OK)
			put_row(sim_planner_name(q->planner), &r);
		else
			failed =
			    cli_fail("this cannot be lived through", st == ST_NOMEM ? "no memory" : "this is no pack");
	}
	free(bytes);
	return failed;
}

static bool known(const char *planner)
{
	for (unsigned p = 0; p < SIM_PLANNER__MAX; p++)
		if (strcmp(planner, sim_planner_name((enum sim_planner)p)) == 0)
			return true;
	return false;
}

static int run(int argc, char **argv)
{
	const char *pack = PACK, *planner = NULL, *rest[1];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	uint64_t couples = 1000, weeks = 26, seed = 1,
	         threads = cores > 0 && cores < SIM_THREADS_MAX ? (uint64_t)cores : 1;
	const struct option_spec spec[] = {
	    {"--couples", NULL, &couples, SIM_COUPLES_MAX, NULL},
	    {"--weeks", NULL, &weeks, SIM_WEEKS_MAX, NULL},
	    {"--seed", NULL, &seed, UINT32_MAX, NULL},
	    {"--threads", NULL, &threads, SIM_THREADS_MAX, NULL},
	    {"--planner", &planner, NULL, 0, NULL},
	    {"--pack", &pack, NULL, 0, NULL},
	};
	if (!cli_options(&cmd_simulate, argc, argv, spec, sizeof spec / sizeof spec[0], rest, 0))
		return CLI_USAGE;
	if (couples == 0 || weeks == 0 || threads == 0 || (planner != NULL && !known(planner)))
		return cli_usage(&cmd_simulate);
	struct sim_query q = {
	    .couples = (uint32_t)couples, .weeks = (uint32_t)weeks, .threads = (uint32_t)threads, .seed = seed};
	return simulate(pack, planner, &q);
}

const struct command cmd_simulate = {"simulate", "Let synthetic couples live with the planner, and with less than it.",
                                     " [--couples N] [--weeks W] [--seed S] [--planner NAME] [--pack FILE]\n"
                                     "  --couples N     how many (1000)\n"
                                     "  --weeks W       how long, at most 104 (26)\n"
                                     "  --seed S        the same seed gives the same couples and the same table (1)\n"
                                     "  --planner NAME  current, previous, fixed or random alone; all four otherwise\n"
                                     "  --pack FILE     compiled content (" PACK ")\n"
                                     "  --threads N     how many work at it; the table stays the same\n",
                                     run};
