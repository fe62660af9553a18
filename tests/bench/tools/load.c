/* A load generator for 127.0.0.1: connections that each send the next request when the last answer is complete.
 *
 *   load --port N --requests N [--concurrency N] [--seconds N] [--pause-ms N] [--method M] [--path P] [--body TEXT]
 *        [--kind chat|stream|response|status] [--events N] [--status N] [--leave-after N]
 *
 * Every answer is validated: `chat` must contain the upstream's text; `stream` every event once and in order, then one
 * finish and [DONE]; `response` the same texts as deltas of a response, every event named and numbered, then the
 * completed response; `status` only the status. Prints one line of JSON. Ends after all answers or after SECONDS;
 * `leave-after` closes the connection after that many events. */
#include "wire.h"
#include <getopt.h>

enum kind { CHAT, STREAM, RESPONSE, STATUS };
enum phase { CLOSED, CONNECTING, HEAD, SIZED, SIZE, CHUNK, CHUNK_END, PAUSE };

struct connection {
    struct buffer in, out, body;
    enum phase phase;
    int fd, status;
    unsigned events, finishes, usages, numbers;
    bool closing, done, wrong, has_body;
    size_t remaining;
    int64_t started, resume;
};

static struct {
    int port, concurrency, status;
    unsigned requests, seconds, events, leave_after;
    int64_t pause_us;
    enum kind kind;
} options = {.concurrency = 1, .status = 200, .seconds = 60, .events = 100};

static struct {
    unsigned sent, complete, wrong, status, broken, refused, disconnected, usages;
    uint64_t bytes;
} counts;

static struct connection *connections;
static uint32_t *firsts, *durations;
static unsigned first_count, refused_in_a_row;
static char *request;
static size_t request_length;
static int poll_fd, *by_fd, active;
static int64_t next_resume = INT64_MAX;
static char example[400];

/* Stores the first invalid answer for the report. */
static void keep_example(const struct connection *c, const char *what) {
    if (*example) return;
    int length = snprintf(example, sizeof example, "%s, status %d: ", what, c->status);
    size_t count = waiting(&c->body) < 200 ? waiting(&c->body) : 200;
    for (size_t i = 0; i < count; i++) {
        char byte = first(&c->body)[i];
        example[length++] = byte < ' ' || byte > '~' ? ' ' : byte == '"' || byte == '\\' ? '\'' : byte;
    }
}

static void disconnect(struct connection *c) {
    if (c->phase == CLOSED) return;
    close(c->fd);
    c->phase = CLOSED;
    c->in.start = c->in.end = c->out.start = c->out.end = c->body.start = c->body.end = 0;
}

static void send_next(struct connection *c);

static void next(struct connection *c) {
    if (c->closing) disconnect(c);
    if (!options.pause_us) {
        send_next(c);
        return;
    }
    c->resume = now_us() + options.pause_us;
    if (c->resume < next_resume) next_resume = c->resume;
    if (c->phase != CLOSED) c->phase = PAUSE;
}

static void fail(struct connection *c, unsigned *counter, const char *what) {
    (*counter)++;
    keep_example(c, what);
    c->closing = true;
    next(c);
}

static void open_connection(struct connection *c) {
    struct sockaddr_in address = local(options.port);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || c->fd >= MAX_DESCRIPTORS) die("socket");
    at_once(c->fd);
    by_fd[c->fd] = (int)(c - connections);
    c->phase = CONNECTING;
    c->closing = false;
    if (connect(c->fd, (void *)&address, sizeof address) < 0 && errno != EINPROGRESS) die("connect");
    watch(poll_fd, EPOLL_CTL_ADD, c->fd, EPOLLOUT);
}

static void begin(struct connection *c) {
    c->phase = HEAD;
    c->status = 0;
    c->events = c->finishes = c->usages = c->numbers = 0;
    c->done = c->wrong = c->has_body = false;
    c->body.start = c->body.end = 0;
    c->started = now_us();
    append(&c->out, request, request_length);
    if (!flush(c->fd, &c->out)) fail(c, &counts.broken, "the connection broke");
    else watch(poll_fd, EPOLL_CTL_MOD, c->fd, EPOLLIN | (waiting(&c->out) ? EPOLLOUT : 0));
}

static void send_next(struct connection *c) {
    c->resume = 0;
    if (counts.sent >= options.requests || refused_in_a_row > 100) {
        disconnect(c);
        active--;
        return;
    }
    counts.sent++;
    if (c->phase == CLOSED) open_connection(c);
    else begin(c);
}

static bool has(const char *line, size_t length, const char *what) {
    return memmem(line, length, what, strlen(what)) != NULL;
}

/* A line of a response's stream: name and data lines alternate, and the numbers are consecutive. */
static void judge_response(struct connection *c, const char *line, size_t length) {
    char expected[96];
    if (length > 16 && !memcmp(line, "event: response.", 16) && !c->done) return;
    snprintf(expected, sizeof expected, "\"sequence_number\":%u,", c->numbers++);
    if (c->done || length < 7 || memcmp(line, "data: {", 7) || !has(line, length, expected)) {
        c->wrong = true;
    } else if (has(line, length, "\"type\":\"response.output_text.delta\"")) {
        int size = snprintf(expected, sizeof expected, "\"delta\":\"");
        snprintf(expected + size, sizeof expected - (size_t)size, EVENT_FORMAT, c->events);
        if (has(line, length, expected)) c->events++;
        else c->wrong = true;
    } else if (has(line, length, "\"type\":\"response.completed\"")) {
        c->finishes++;
        c->usages += has(line, length, "\"output_tokens\":");
        c->done = true;
    }
}

static void judge_line(struct connection *c, const char *line, size_t length) {
    char expected[64];
    if (length && line[length - 1] == '\r') length--;
    if (!length || *line == ':') return;
    if (options.kind == RESPONSE) return judge_response(c, line, length);
    if (c->done || length < 7 || memcmp(line, "data: ", 6)) {
        c->wrong = true;
        return;
    }
    if (length == 12 && !memcmp(line + 6, "[DONE]", 6)) {
        c->done = true;
        return;
    }
    int size = snprintf(expected, sizeof expected, "\"content\":\"");
    size += snprintf(expected + size, sizeof expected - (size_t)size, EVENT_FORMAT, c->events);
    if (!c->finishes && memmem(line, length, expected, (size_t)size)) c->events++;
    else if (memmem(line, length, "\"finish_reason\":\"stop\"", 22)) c->finishes++;
    else if (memmem(line, length, "\"usage\":{", 9)) c->usages++;
    else c->wrong = true;
}

static void judge_lines(struct connection *c) {
    char *end;
    while (waiting(&c->body) && (end = memchr(first(&c->body), '\n', waiting(&c->body)))) {
        bool was_wrong = c->wrong;
        judge_line(c, first(&c->body), (size_t)(end - first(&c->body)));
        if (c->wrong && !was_wrong) keep_example(c, "a wrong event");
        consume(&c->body, (size_t)(end + 1 - first(&c->body)));
    }
}

static bool is_right(struct connection *c) {
    if (options.kind == STREAM || options.kind == RESPONSE)
        return !c->wrong && c->done && c->finishes == 1 && c->events == options.events && !waiting(&c->body);
    if (options.kind == STATUS) return true;
    return memmem(first(&c->body), waiting(&c->body), ANSWER, sizeof ANSWER - 1) && first(&c->body)[0] == '{' &&
           c->body.data[c->body.end - 1] == '}';
}

static void on_complete(struct connection *c) {
    if (waiting(&c->in)) fail(c, &counts.wrong, "more than the answer");
    else if (c->status != options.status) fail(c, &counts.status, "another status");
    else if (!is_right(c)) fail(c, &counts.wrong, "the answer is incomplete");
    else {
        durations[counts.complete++] = (uint32_t)(now_us() - c->started);
        counts.usages += c->usages;
        next(c);
    }
}

static bool read_head(struct connection *c) {
    char *end = memmem(first(&c->in), waiting(&c->in), "\r\n\r\n", 4);
    if (!end) return false;
    const char *head = first(&c->in), *length = header(head, end, "content-length");
    const char *coding = header(head, end, "transfer-encoding"), *connection = header(head, end, "connection");
    c->status = atoi(head + 9);
    c->closing = connection && !strncasecmp(connection, "close", 5);
    c->phase = coding ? SIZE : SIZED;
    c->remaining = length ? strtoul(length, NULL, 10) : 0;
    consume(&c->in, (size_t)(end + 4 - head));
    return true;
}

static void body_bytes(struct connection *c) {
    size_t count = waiting(&c->in) < c->remaining ? waiting(&c->in) : c->remaining;
    if (count && !c->has_body) {
        c->has_body = true;
        firsts[first_count++] = (uint32_t)(now_us() - c->started);
    }
    append(&c->body, first(&c->in), count);
    counts.bytes += count;
    consume(&c->in, count);
    c->remaining -= count;
    if (options.kind != CHAT && options.kind != STATUS && c->status == 200) judge_lines(c);
}

/* One step of reading an answer; false when more bytes are needed or the answer is complete. */
static bool step(struct connection *c) {
    char *end;
    switch (c->phase) {
    case HEAD:
        return read_head(c);
    case SIZED:
        body_bytes(c);
        if (!c->remaining) on_complete(c);
        return false;
    case SIZE:
        if (!(end = memmem(first(&c->in), waiting(&c->in), "\r\n", 2))) return false;
        c->remaining = strtoul(first(&c->in), NULL, 16);
        consume(&c->in, (size_t)(end + 2 - first(&c->in)));
        c->phase = c->remaining ? CHUNK : CHUNK_END;
        return true;
    case CHUNK:
        body_bytes(c);
        if (c->remaining) return false;
        c->phase = CHUNK_END;
        c->remaining = 1;
        return true;
    case CHUNK_END:
        if (waiting(&c->in) < 2) return false;
        consume(&c->in, 2);
        if (c->remaining) c->phase = SIZE;
        else on_complete(c);
        return c->remaining;
    default:
        return false;
    }
}

static void receive(struct connection *c) {
    ssize_t got = fill(c->fd, &c->in);
    if (c->phase == PAUSE && got >= 0) {
        disconnect(c); /* The server may close an idle connection; the next request opens another one. */
        return;
    }
    while (c->phase >= HEAD && c->phase <= CHUNK_END && (waiting(&c->in) || c->phase == SIZED) && step(c))
        ;
    if (c->phase < HEAD || c->phase == PAUSE) return;
    if (options.leave_after && c->events >= options.leave_after) {
        counts.disconnected++;
        c->closing = true;
        next(c);
    } else if (got == 0) {
        fail(c, &counts.broken, "the connection ended early");
    }
}

static void react(struct connection *c, uint32_t events) {
    if (c->phase == CONNECTING) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        refused_in_a_row = error ? refused_in_a_row + 1 : 0;
        if (error) fail(c, &counts.refused, "the connection was refused");
        else begin(c);
        return;
    }
    if (events & EPOLLOUT) {
        if (!flush(c->fd, &c->out)) return fail(c, &counts.broken, "the connection broke");
        if (!waiting(&c->out)) watch(poll_fd, EPOLL_CTL_MOD, c->fd, EPOLLIN);
    }
    if (events & ~(uint32_t)EPOLLOUT) receive(c);
}

/* Sends the requests whose pause is over; returns the milliseconds until the next one. */
static int resume(int64_t until) {
    int64_t now = now_us();
    if (now >= next_resume) {
        next_resume = INT64_MAX;
        for (struct connection *c = connections; c < connections + options.concurrency; c++) {
            if (c->resume && c->resume <= now) send_next(c);
            else if (c->resume && c->resume < next_resume) next_resume = c->resume;
        }
    }
    int64_t soonest = next_resume < until ? next_resume : until;
    return soonest <= now ? 0 : (int)((soonest - now) / 1000 + 1);
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void print_times(const char *name, uint32_t *times, unsigned count) {
    qsort(times, count, sizeof *times, ascending);
    printf(",\"%s\":{\"p50\":%u,\"p99\":%u,\"max\":%u}", name, count ? times[count / 2] : 0,
           count ? times[(uint64_t)count * 99 / 100] : 0, count ? times[count - 1] : 0);
}

static void read_arguments(int count, char **arguments) {
    static const struct option long_options[] = {
        {"port", 1, 0, 'p'},     {"requests", 1, 0, 'n'}, {"concurrency", 1, 0, 'c'}, {"seconds", 1, 0, 's'},
        {"pause-ms", 1, 0, 'w'}, {"method", 1, 0, 'm'},   {"path", 1, 0, 'u'},        {"body", 1, 0, 'b'},
        {"kind", 1, 0, 'k'},     {"events", 1, 0, 'e'},   {"status", 1, 0, 'x'},      {"leave-after", 1, 0, 'l'},
        {0, 0, 0, 0}};
    const char *method = "POST", *path = "/v1/chat/completions", *body = "";
    for (int found; (found = getopt_long(count, arguments, "", long_options, NULL)) != -1;) {
        switch (found) {
        case 'p': options.port = atoi(optarg); break;
        case 'n': options.requests = (unsigned)strtoul(optarg, NULL, 10); break;
        case 'c': options.concurrency = atoi(optarg); break;
        case 's': options.seconds = (unsigned)strtoul(optarg, NULL, 10); break;
        case 'w': options.pause_us = atol(optarg) * 1000; break;
        case 'm': method = optarg; break;
        case 'u': path = optarg; break;
        case 'b': body = optarg; break;
        case 'k': options.kind = *optarg == 'c' ? CHAT : *optarg == 'r' ? RESPONSE : optarg[2] == 'r' ? STREAM : STATUS; break;
        case 'e': options.events = (unsigned)strtoul(optarg, NULL, 10); break;
        case 'x': options.status = atoi(optarg); break;
        case 'l': options.leave_after = (unsigned)strtoul(optarg, NULL, 10); break;
        default: exit(2);
        }
    }
    if (!options.port || !options.requests || options.concurrency < 1 || options.concurrency > MAX_CONNECTIONS) {
        fprintf(stderr, "load --port N --requests N [--concurrency up to %d] ...\n", MAX_CONNECTIONS);
        exit(2);
    }
    size_t room = strlen(method) + strlen(path) + strlen(body) + 256;
    if (!(request = malloc(room))) die("malloc");
    request_length = (size_t)snprintf(request, room,
                                      "%s %s HTTP/1.1\r\nhost: 127.0.0.1:%d\r\nauthorization: Bearer bench-caller\r\n"
                                      "content-type: application/json\r\ncontent-length: %zu\r\n\r\n%s",
                                      method, path, options.port, strlen(body), body);
}

int main(int count, char **arguments) {
    read_arguments(count, arguments);
    prepare();
    connections = calloc((size_t)options.concurrency, sizeof *connections);
    by_fd = calloc(MAX_DESCRIPTORS, sizeof *by_fd);
    firsts = calloc(options.requests, sizeof *firsts);
    durations = calloc(options.requests, sizeof *durations);
    if (!connections || !by_fd || !firsts || !durations) die("calloc");
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    int64_t began = now_us(), until = began + (int64_t)options.seconds * 1000000;
    active = options.concurrency;
    for (int i = 0; i < options.concurrency; i++) send_next(&connections[i]);
    struct epoll_event events[EVENT_BATCH];
    while (now_us() < until) {
        int wait = resume(until);
        if (!active) break;
        int ready = epoll_wait(poll_fd, events, EVENT_BATCH, wait);
        for (int i = 0; i < ready; i++) {
            struct connection *c = &connections[by_fd[events[i].data.fd]];
            if (c->phase != CLOSED && c->fd == events[i].data.fd) react(c, events[i].events);
        }
    }
    unsigned ended = counts.complete + counts.wrong + counts.status + counts.broken + counts.refused + counts.disconnected;
    printf("{\"sent\":%u,\"complete\":%u,\"wrong\":%u,\"status\":%u,\"broken\":%u,\"refused\":%u,\"disconnected\":%u,\"unfinished\":%u,"
           "\"usages\":%u,\"bytes\":%lu,\"elapsed_us\":%lld,\"example\":\"%s\"",
           counts.sent, counts.complete, counts.wrong, counts.status, counts.broken, counts.refused, counts.disconnected, counts.sent - ended,
           counts.usages, (unsigned long)counts.bytes, (long long)(now_us() - began), example);
    print_times("first", firsts, first_count);
    print_times("total", durations, counts.complete);
    printf("}\n");
    return 0;
}
