/* listen.c - bind, and find a name that others can reach. */
#include "listen.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_loopback(const struct sockaddr *sa)
{
	if (sa->sa_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)(const void *)sa)->sin_addr.s_addr) >> 24 == 127;
	return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr);
}

static bool is_any(const struct sockaddr *sa)
{
	if (sa->sa_family == AF_INET)
		return ((const struct sockaddr_in *)(const void *)sa)->sin_addr.s_addr == htonl(INADDR_ANY);
	return IN6_IS_ADDR_UNSPECIFIED(&((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr);
}

/* The first address of this machine on a real network, for the person who has to type it on a phone. */
static bool own_address(char *out, socklen_t max)
{
	struct ifaddrs *all = NULL;
	bool found = false;
	if (getifaddrs(&all) != 0)
		return false;
	for (struct ifaddrs *i = all; i != NULL && !found; i = i->ifa_next) {
		if (i->ifa_addr == NULL || i->ifa_addr->sa_family != AF_INET || (i->ifa_flags & IFF_UP) == 0 ||
		    is_loopback(i->ifa_addr))
			continue;
		found = getnameinfo(i->ifa_addr, sizeof(struct sockaddr_in), out, max, NULL, 0, NI_NUMERICHOST) == 0;
	}
	freeifaddrs(all);
	return found;
}

static void write_url(struct listening *l, bool secure)
{
	struct sockaddr_storage ss;
	struct sockaddr *sa = (struct sockaddr *)&ss;
	socklen_t n = sizeof ss;
	char host[64] = "localhost";
	memset(&ss, 0, sizeof ss);
	(void)getsockname(l->fd, sa, &n);
	unsigned port = ntohs(sa->sa_family == AF_INET6 ? ((struct sockaddr_in6 *)(void *)sa)->sin6_port
	                                                : ((struct sockaddr_in *)(void *)sa)->sin_port);
	if (!is_any(sa))
		(void)getnameinfo(sa, n, host, sizeof host, NULL, 0, NI_NUMERICHOST);
	else if (!own_address(host, sizeof host))
		memcpy(host, "localhost", sizeof "localhost");
	bool v6 = strchr(host, ':') != NULL;
	bool usual = port == (secure ? 443u : 80u);
	int at =
	    snprintf(l->url, sizeof l->url, "http%s://%s%s%s", secure ? "s" : "", v6 ? "[" : "", host, v6 ? "]" : "");
	(void)snprintf(l->url + at, sizeof l->url - (size_t)at, usual ? "/" : ":%u/", port);
}

enum status listen_open(const struct conf *c, struct listening *out)
{
	struct addrinfo hint = {.ai_flags = AI_NUMERICHOST | AI_PASSIVE, .ai_socktype = SOCK_STREAM}, *ai = NULL;
	char port[8];
	int one = 1, zero = 0;
	(void)snprintf(port, sizeof port, "%u", c->port);
	if (getaddrinfo(strcmp(c->listen, "localhost") == 0 ? "127.0.0.1" : c->listen, port, &hint, &ai) != 0)
		return ST_MALFORMED;
	enum status st = ST_IO;
	int fd = socket(ai->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		goto out;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (ai->ai_family == AF_INET6)
		(void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
	if (bind(fd, ai->ai_addr, ai->ai_addrlen) != 0 || listen(fd, 1024) != 0) {
		st = errno == EADDRINUSE ? ST_CONFLICT : errno == EACCES ? ST_DENIED : ST_IO;
		close(fd);
		goto out;
	}
	out->fd = fd;
	out->loopback = is_loopback(ai->ai_addr);
	write_url(out, c->cert != NULL);
	st = ST_OK;
out:
	freeaddrinfo(ai);
	return st;
}
