/* serve.c - hearth serve */
#include <stdio.h>

#include "caps.h"
#include "cli.h"
#include "server.h"

static int run(int argc, char **argv)
{
	struct conf c = {.listen = "127.0.0.1", .data = CLI_DATA};
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
	};
	if (!cli_options(&cmd_serve, argc, argv, spec, (int)(sizeof spec / sizeof spec[0]), NULL, 0))
		return CLI_USAGE;
	if ((c.cert == NULL) != (c.key == NULL)) {
		(void)fprintf(stderr, "hearth serve: --cert and --key go together\n");
		return CLI_USAGE;
	}
	if (pushes == 0) {
		(void)fprintf(stderr, "hearth serve: --pushes 0 would let nobody write\n");
		return CLI_USAGE;
	}
	c.port = (uint16_t)port;
	c.quota_bytes = quota_mb << 20;
	c.pushes_per_min = (uint32_t)pushes;
	return server_run(&c);
}

const struct command cmd_serve = {"serve", "Run the server.",
                                  " [options]\n"
                                  "  --port N         port to listen on; 0 takes a free one (8420)\n"
                                  "  --listen ADDR    address to listen on; 0.0.0.0 for the home network (127.0.0.1)\n"
                                  "  --data DIR       folder of the database (" CLI_DATA ")\n"
                                  "  --web DIR        folder of the web app (beside the program)\n"
                                  "  --cert FILE      certificate chain, PEM; with --key: https\n"
                                  "  --key FILE       its private key, PEM\n"
                                  "  --quota-mb N     the database grows no larger than this (the disk)\n"
                                  "  --pushes N       pushes a minute taken from one person (300)\n",
                                  run};
