/* Shared by the upstream and the load generator: a clock, buffers, sockets of 127.0.0.1, and the texts that the one
 * sends and the other expects. */
#pragma once
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CONNECTIONS = 4096, MAX_DESCRIPTORS = MAX_CONNECTIONS + 64, EVENT_BATCH = 256 };

/* The text of a chat's answer, and the text of each event of a stream. */
static const char ANSWER[] =
    "A gateway stands between a caller and a model. It reads the question, finds who can answer it, passes the words on "
    "as they come, and writes down what was said before it lets the last of them go. Nothing is lost when the power "
    "goes, nobody waits longer than the model needs, and the price of all that is what this measures here today.";
static const char EVENT_FORMAT[] = "e%06u and five words more";

static inline void die(const char *what) {
    perror(what);
    exit(2);
}

static inline int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Bytes between `start` and `end` are pending; those before `start` are discarded when room is needed. */
struct buffer {
    char *data;
    size_t start, end, room;
};

static inline size_t waiting(const struct buffer *b) { return b->end - b->start; }
static inline char *first(const struct buffer *b) { return b->data + b->start; }

static inline void consume(struct buffer *b, size_t count) {
    b->start += count;
    if (b->start == b->end) b->start = b->end = 0;
}

static inline char *room_for(struct buffer *b, size_t count) {
    if (b->room - b->end < count && b->start) {
        memmove(b->data, first(b), waiting(b));
        b->end -= b->start;
        b->start = 0;
    }
    if (b->room - b->end < count) {
        b->room = (b->end + count) * 2;
        if (!(b->data = realloc(b->data, b->room))) die("realloc");
    }
    return b->data + b->end;
}

static inline void append(struct buffer *b, const char *data, size_t count) {
    memcpy(room_for(b, count), data, count);
    b->end += count;
}

static inline void forget(struct buffer *b) {
    free(b->data);
    *b = (struct buffer){0};
}

/* Reads without blocking: > 0 bytes, 0 when the peer has closed, < 0 when nothing is available. */
static inline ssize_t fill(int fd, struct buffer *b) {
    ssize_t got = read(fd, room_for(b, 65536), 65536);
    if (got > 0) b->end += (size_t)got;
    return got < 0 && errno != EAGAIN && errno != EINTR ? 0 : got;
}

/* False when the connection is broken; otherwise unwritten bytes stay pending. */
static inline bool flush(int fd, struct buffer *b) {
    while (waiting(b)) {
        ssize_t put = write(fd, first(b), waiting(b));
        if (put < 0) return errno == EAGAIN || errno == EINTR;
        consume(b, (size_t)put);
    }
    return true;
}

static inline struct sockaddr_in local(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static inline void at_once(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static inline void watch(int epoll, int change, int fd, uint32_t events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll, change, fd, &event) < 0 && errno != EPERM) die("epoll_ctl");
}

static inline void prepare(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < MAX_DESCRIPTORS) {
        limit.rlim_cur = limit.rlim_max < MAX_DESCRIPTORS ? limit.rlim_max : MAX_DESCRIPTORS;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    signal(SIGPIPE, SIG_IGN);
}

/* The value of a header in a head that ends at `end`, or NULL. */
static inline const char *header(const char *head, const char *end, const char *name) {
    size_t length = strlen(name);
    for (const char *line = head; line && line < end; line = memchr(line, '\n', (size_t)(end - line))) {
        if (*line == '\n') line++;
        if ((size_t)(end - line) > length && line[length] == ':' && !strncasecmp(line, name, length)) {
            line += length + 1;
            while (*line == ' ') line++;
            return line;
        }
    }
    return NULL;
}
