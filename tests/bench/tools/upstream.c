/* An upstream on 127.0.0.1 that answers chats and streamed responses at the requested pace.
 *
 *   upstream SECONDS
 *
 * Prints its port; ends after SECONDS or when its standard input ends. The request decides: `stream`, `max_tokens`
 * events, `seed` milliseconds between two of them (or the model: `bench-20ms`), and by `user` a fault: `cut` aborts a
 * stream half way, `fail` is answered with 503; or `spread`: the streams' events are spread over those milliseconds,
 * where they otherwise come in the same one. `GET .../models` lists one model, `GET /counts` reports the counts, `/health` is empty. */
#include "wire.h"

struct connection {
    struct buffer in, out;
    int64_t due;
    unsigned events, sent, cut, pace_us, number;
    bool open, streaming, writing, response, spread;
};

enum { MAX_TEXT = 1 << 16 };

static struct connection connections[MAX_DESCRIPTORS];
static struct {
    unsigned long requests, chats, streams, complete, disconnected, faults;
    unsigned open;
} counts;
static int poll_fd, highest;
static unsigned pacing, spreading;
static int64_t next_due;

static void end_stream(struct connection *c) {
    if (c->streaming && c->pace_us) pacing--;
    if (c->streaming && c->spread) spreading--;
    c->streaming = false;
}

static void drop(int fd) {
    struct connection *c = &connections[fd];
    if (c->streaming || waiting(&c->out)) counts.disconnected++;
    end_stream(c);
    forget(&c->in);
    forget(&c->out);
    c->open = false;
    counts.open--;
    close(fd);
}

static long number_after(const char *body, size_t length, const char *key, long otherwise) {
    const char *found = memmem(body, length, key, strlen(key));
    if (!found) return otherwise;
    found += strlen(key);
    while (*found == ' ') found++;
    return *found >= '0' && *found <= '9' ? strtol(found, NULL, 10) : otherwise;
}

static bool says(const char *body, size_t length, const char *key, const char *value) {
    const char *found = memmem(body, length, key, strlen(key));
    if (!found) return false;
    found += strlen(key);
    while (*found == ' ') found++;
    return !strncmp(found, value, strlen(value));
}

static void answer(struct connection *c, const char *status, const char *body) {
    char head[256];
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 %s\r\ncontent-type: application/json\r\nx-request-id: up-%u\r\n"
                          "content-length: %zu\r\n\r\n",
                          status, c->number, strlen(body));
    append(&c->out, head, (size_t)length);
    append(&c->out, body, strlen(body));
}

static void chunk(struct connection *c, const char *data, int length) {
    char size[16];
    append(&c->out, size, (size_t)snprintf(size, sizeof size, "%x\r\n", length));
    append(&c->out, data, (size_t)length);
    append(&c->out, "\r\n", 2);
}

/* One event from `choices` and the members after it. */
static void event(struct connection *c, const char *rest) {
    char data[512];
    int length = snprintf(data, sizeof data,
                          "data: {\"id\":\"chatcmpl-up%08u\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                          "\"model\":\"bench\",\"choices\":[%s}\n\n",
                          c->number, rest);
    chunk(c, data, length);
}

/* One event of a response, with the next number; `rest` are the members after its type. */
static void response_event(struct connection *c, unsigned number, const char *kind, const char *rest) {
    static char data[MAX_TEXT + 2048];
    int length = snprintf(data, sizeof data,
                          "event: response.%s\ndata: {\"type\":\"response.%s\",\"sequence_number\":%u,%s}\n\n", kind, kind,
                          number, rest);
    chunk(c, data, length);
}

#define PLACE "\"item_id\":\"msg_up\",\"output_index\":0,\"content_index\":0,"
#define PART "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"%s\"}"
#define ITEM "{\"type\":\"message\",\"id\":\"msg_up\",\"role\":\"assistant\",\"status\":\"%s\",\"content\":[%s]}"
#define RESPONSE                                                                                                           \
    "\"response\":{\"id\":\"resp_up%08u\",\"object\":\"response\",\"created_at\":1700000000,\"model\":\"bench\","             \
    "\"status\":\"%s\",\"error\":null,\"incomplete_details\":null,\"output\":[%s]%s}"

static void response_begins(struct connection *c) {
    char rest[1024], part[256], item[512];
    snprintf(rest, sizeof rest, RESPONSE, c->number, "in_progress", "", "");
    response_event(c, 0, "created", rest);
    response_event(c, 1, "in_progress", rest);
    snprintf(item, sizeof item, "\"output_index\":0,\"item\":" ITEM, "in_progress", "");
    response_event(c, 2, "output_item.added", item);
    snprintf(part, sizeof part, PLACE "\"part\":" PART, "");
    response_event(c, 3, "content_part.added", part);
}

static void response_ends(struct connection *c) {
    static char text[MAX_TEXT], part[MAX_TEXT + 128], item[MAX_TEXT + 512], rest[MAX_TEXT + 1024];
    char usage[256];
    size_t length = 0;
    *text = '\0';
    for (unsigned i = 0; i < c->events && length + 64 < sizeof text; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, EVENT_FORMAT, i);
    unsigned number = c->events + 4;
    snprintf(rest, sizeof rest, PLACE "\"logprobs\":[],\"text\":\"%s\"", text);
    response_event(c, number, "output_text.done", rest);
    snprintf(part, sizeof part, PART, text);
    snprintf(rest, sizeof rest, PLACE "\"part\":%s", part);
    response_event(c, number + 1, "content_part.done", rest);
    snprintf(item, sizeof item, ITEM, "completed", part);
    snprintf(rest, sizeof rest, "\"output_index\":0,\"item\":%s", item);
    response_event(c, number + 2, "output_item.done", rest);
    snprintf(usage, sizeof usage,
             ",\"usage\":{\"input_tokens\":12,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":%u,"
             "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":%u}",
             c->events, c->events + 12);
    snprintf(rest, sizeof rest, RESPONSE, c->number, "completed", item, usage);
    response_event(c, number + 3, "completed", rest);
    append(&c->out, "0\r\n\r\n", 5);
    end_stream(c);
}

static void next_event(struct connection *c) {
    char text[64], rest[256];
    snprintf(text, sizeof text, EVENT_FORMAT, c->sent);
    if (c->response) {
        if (!c->sent) response_begins(c);
        snprintf(rest, sizeof rest, PLACE "\"delta\":\"%s\",\"logprobs\":[]", text);
        response_event(c, c->sent++ + 4, "output_text.delta", rest);
        return;
    }
    snprintf(rest, sizeof rest, "{\"index\":0,\"delta\":{%s\"content\":\"%s\"},\"finish_reason\":null}]",
             c->sent ? "" : "\"role\":\"assistant\",", text);
    event(c, rest);
    c->sent++;
}

static void last_events(struct connection *c) {
    char usage[128];
    event(c, "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]");
    snprintf(usage, sizeof usage, "],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":%u,\"total_tokens\":%u}",
             c->events, c->events + 12);
    event(c, usage);
    chunk(c, "data: [DONE]\n\n", 14);
    append(&c->out, "0\r\n\r\n", 5);
    end_stream(c);
}

/* Each event is written by itself, as a model produces it. False when the connection is closed. */
static bool pump(int fd) {
    struct connection *c = &connections[fd];
    bool answering = c->streaming || waiting(&c->out);
    if (!flush(fd, &c->out)) return false;
    while (c->streaming && !waiting(&c->out) && (!c->pace_us || c->due <= now_us())) {
        if (c->cut && c->sent == c->cut) {
            end_stream(c);
            counts.faults++;
            return false;
        }
        c->due += c->pace_us;
        if (c->sent < c->events) next_event(c);
        else if (c->response) response_ends(c);
        else last_events(c);
        if (!flush(fd, &c->out)) return false;
    }
    if (answering && !c->streaming && !waiting(&c->out)) counts.complete++;
    if (c->writing != (waiting(&c->out) > 0)) {
        c->writing = !c->writing;
        watch(poll_fd, EPOLL_CTL_MOD, fd, EPOLLIN | (c->writing ? EPOLLOUT : 0));
    }
    return true;
}

static void begin_stream(struct connection *c, const char *body, size_t length, bool response) {
    static const char head[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
                               "cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n";
    counts.streams++;
    append(&c->out, head, sizeof head - 1);
    c->streaming = true;
    c->response = response;
    c->sent = 0;
    c->events = (unsigned)number_after(body, length, response ? "\"max_output_tokens\":" : "\"max_tokens\":", 100);
    long model_ms = number_after(body, length, "\"model\":\"bench-", 0);
    c->pace_us = (unsigned)number_after(body, length, "\"seed\":", model_ms) * 1000;
    c->cut = says(body, length, "\"user\":", "\"cut\"") ? c->events / 2 : 0;
    c->spread = c->pace_us && says(body, length, "\"user\":", "\"spread\"");
    /* By the golden ratio, so that any few streams in a row are far from each other. */
    c->due = now_us() + c->pace_us + (c->spread ? (int64_t)(c->number * 0.6180339887 * c->pace_us) % c->pace_us : 0);
    if (c->pace_us) pacing++;
    if (c->spread) spreading++;
    if (c->pace_us && c->due < next_due) next_due = c->due;
}

static void respond(struct connection *c, const char *head, const char *body, size_t length) {
    char text[1024];
    const char *target = strchr(head, ' ') + 1;
    const char *end = strpbrk(target, " ?");
    size_t size = (size_t)(end - target);
    bool health = size == 7 && !memcmp(target, "/health", 7);
    if (health || (size == 7 && !memcmp(target, "/counts", 7))) {
        snprintf(text, sizeof text,
                 "{\"requests\":%lu,\"chats\":%lu,\"streams\":%lu,\"complete\":%lu,\"disconnected\":%lu,\"faults\":%lu,\"open\":%u}",
                 counts.requests, counts.chats, counts.streams, counts.complete, counts.disconnected, counts.faults, counts.open);
        counts.complete--; /* This answer does not count. */
        answer(c, "200 OK", text);
        return;
    }
    c->number = (unsigned)++counts.requests;
    if (size >= 7 && !memcmp(end - 7, "/models", 7)) {
        answer(c, "200 OK",
               "{\"object\":\"list\",\"data\":[{\"id\":\"bench\",\"object\":\"model\",\"created\":1700000000,"
               "\"owned_by\":\"bench\"}]}");
    } else if (size >= 10 && !memcmp(end - 10, "/responses", 10) && says(body, length, "\"stream\":", "true")) {
        begin_stream(c, body, length, true);
    } else if (size < 17 || memcmp(end - 17, "/chat/completions", 17)) {
        answer(c, "404 Not Found", "{\"error\":{\"message\":\"no\",\"type\":\"x\",\"param\":null,\"code\":null}}");
    } else if (says(body, length, "\"user\":", "\"fail\"")) {
        counts.faults++;
        answer(c, "503 Service Unavailable",
               "{\"error\":{\"message\":\"overloaded\",\"type\":\"x\",\"param\":null,\"code\":null}}");
    } else if (says(body, length, "\"stream\":", "true")) {
        begin_stream(c, body, length, false);
    } else {
        counts.chats++;
        snprintf(text, sizeof text,
                 "{\"id\":\"chatcmpl-up%08u\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"bench\","
                 "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\",\"refusal\":null},"
                 "\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,"
                 "\"completion_tokens\":80,\"total_tokens\":92}}",
                 c->number, ANSWER);
        answer(c, "200 OK", text);
    }
}

/* False when the input is not a request or the connection is closed. */
static bool take(int fd) {
    struct connection *c = &connections[fd];
    while (waiting(&c->in) && !c->streaming && !waiting(&c->out)) {
        char *end = memmem(first(&c->in), waiting(&c->in), "\r\n\r\n", 4);
        if (!end) return waiting(&c->in) < 65536;
        const char *length = header(first(&c->in), end, "content-length");
        size_t head = (size_t)(end + 4 - first(&c->in)), body = length ? strtoul(length, NULL, 10) : 0;
        if (body > 64 << 20 || header(first(&c->in), end, "transfer-encoding")) return false;
        if (waiting(&c->in) < head + body) return true;
        *room_for(&c->in, 1) = '\0'; /* The searches above stop here at the latest. */
        respond(c, first(&c->in), first(&c->in) + head, body);
        consume(&c->in, head + body);
        if (!pump(fd)) return false;
    }
    return true;
}

static void admit(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (fd >= MAX_DESCRIPTORS) {
            close(fd);
            continue;
        }
        at_once(fd);
        connections[fd] = (struct connection){.open = true};
        counts.open++;
        highest = fd > highest ? fd : highest;
        watch(poll_fd, EPOLL_CTL_ADD, fd, EPOLLIN);
    }
}

static void serve(int fd, uint32_t events) {
    struct connection *c = &connections[fd];
    bool alive = true;
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) alive = fill(fd, &c->in) != 0 && take(fd);
    if (alive && events & EPOLLOUT) alive = pump(fd) && take(fd);
    if (!alive) drop(fd);
}

/* Sends the due events of paced streams; returns the microseconds until the next one. */
static int64_t pace(int64_t until) {
    int64_t now = now_us();
    if (now >= next_due) {
        next_due = until;
        for (int fd = 0; pacing && fd <= highest; fd++) {
            struct connection *c = &connections[fd];
            if (!c->open || !c->streaming || !c->pace_us) continue;
            if (c->due <= now && !(pump(fd) && take(fd))) drop(fd);
            else if (c->streaming && c->due < next_due) next_due = c->due;
        }
        now = now_us();
    }
    return next_due <= now ? 0 : next_due - now;
}

/* Waits in milliseconds, so that what is due within one is sent together; in microseconds while streams are spread. */
static int wait_for(struct epoll_event *events, int64_t us) {
    if (!spreading) return epoll_wait(poll_fd, events, EVENT_BATCH, us ? (int)(us / 1000 + 1) : 0);
    struct timespec time = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    return epoll_pwait2(poll_fd, events, EVENT_BATCH, &time, NULL);
}

int main(int count, char **arguments) {
    if (count != 2) return fprintf(stderr, "upstream SECONDS\n"), 2;
    prepare();
    int64_t until = next_due = now_us() + atol(arguments[1]) * 1000000;
    struct sockaddr_in address = local(0);
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(listener, (void *)&address, size) < 0 || listen(listener, 2048) < 0) die("listen");
    getsockname(listener, (void *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    watch(poll_fd, EPOLL_CTL_ADD, listener, EPOLLIN);
    watch(poll_fd, EPOLL_CTL_ADD, 0, EPOLLIN);
    struct epoll_event events[EVENT_BATCH];
    while (now_us() < until) {
        int ready = wait_for(events, pace(until));
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            char ignored[64];
            if (fd == listener) admit(listener);
            else if (fd == 0 && read(0, ignored, sizeof ignored) <= 0) return 0;
            else if (fd && connections[fd].open) serve(fd, events[i].events);
        }
    }
    return 0;
}
