/* serve.c - hearth serve, and hearth demo: the same with two invented people in a folder of their own */
#include <stdio.h>

#include "caps.h"
#include "cli.h"
#include "demo.h"
#include "server.h"

static struct demo_codes codes;

static void tell_links(const char *url) { demo_tell(url, &codes); }

static int serve(const struct command *cmd, int argc, char **argv, bool demo)
{
	struct conf c = {.listen = "127.0.0.1"};
	uint64_t port = 8420, quota_mb = 0, pushes = CAP_PUSHES_PER_MIN;
	const struct option_spec spec[] = {
	    {.name = "--port", .number = &port, .max = 65535},
	    {.name = "--listen", .text = &c.listen},
	    {.name = "--data", .text = &c.data},
	    {.name = "--web", .text = &c.web},
	    {.name = "--cert", .text = &c.cert},
	    {.name = "--key", .text = &c.key},
	    {.name = "--quota-mb", .number = &quota_mb, .max = 1u << 24},
	    {.name = "--pushes", .number = &pushes, .max = 1u << 30},
	    {.name = "--demo", .flag = &demo},
	};
	if (!cli_options(cmd, argc, argv, spec, (int)(sizeof spec / sizeof spec[0]), NULL, 0))
		return CLI_USAGE;
	if ((c.cert == NULL) != (c.key == NULL)) {
		(void)fprintf(stderr, "hearth serve: --cert and --key go together\n");
		return CLI_USAGE;
	}
	if (pushes == 0) {
		(void)fprintf(stderr, "hearth serve: --pushes 0 would let nobody write\n");
		return CLI_USAGE;
	}
	if (c.data == NULL)
		c.data = demo ? DEMO_DATA : CLI_DATA;
	c.port = (uint16_t)port;
	c.quota_bytes = quota_mb << 20;
	c.pushes_per_min = (uint32_t)pushes;
	if (demo) {
		int rc = demo_prepare(c.data, &codes);
		if (rc != 0)
			return rc;
		c.ready = tell_links;
	}
	return server_run(&c);
}

static int run(int argc, char **argv) { return serve(&cmd_serve, argc, argv, false); }
static int run_demo(int argc, char **argv) { return serve(&cmd_demo, argc, argv, true); }

const struct command cmd_serve = {"serve", "Run the server.",
                                  " [options]\n"
                                  "  --port N         port to listen on; 0 takes a free one (8420)\n"
                                  "  --listen ADDR    address to listen on; 0.0.0.0 for the home network (127.0.0.1)\n"
                                  "  --data DIR       folder of the database (" CLI_DATA ")\n"
                                  "  --web DIR        folder of the web app (beside the program)\n"
                                  "  --cert FILE      certificate chain, PEM; with --key: https\n"
                                  "  --key FILE       its private key, PEM\n"
                                  "  --quota-mb N     the database grows no larger than this (the disk)\n"
                                  "  --pushes N       pushes a minute taken from one person (300)\n"
                                  "  --demo           as `hearth demo`\n",
                                  run};

const struct command cmd_demo = {"demo", "Run the server with two invented people to look around as.",
                                 " [options of serve]\n"
                                 "  --data DIR       folder of its own, made when missing (" DEMO_DATA ")\n",
                                 run_demo};
