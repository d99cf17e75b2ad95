/* LD_PRELOAD: make the k-th file operation under a path fail, stop short, or be the last thing the process does.
   Armed by the environment (FAULT_PATH, FAULT_ACTION, FAULT_AT, FAULT_ERRNO, FAULT_TIMES) or by fault_arm(), e.g. after a fork.
   Actions: before, after, torn (killed before, after, half-way), error (fails with errno), short (writes half and says so).
   At the end of a process that ends in order, the operations it met are added to the file FAULT_MET names, a letter each. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char place[PATH_MAX], action[16];
static char met[65536];
static int first, times, code, seen, fired;

void fault_arm(const char *path, const char *what, int at, int error, int count) {
    snprintf(place, sizeof place, "%s", path);
    snprintf(action, sizeof action, "%s", what);
    first = at, code = error, times = count, seen = fired = 0;
}

int fault_fired(void) { return fired; }

__attribute__((constructor)) static void from_environment(void) {
    const char *path = getenv("FAULT_PATH"), *what = getenv("FAULT_ACTION"), *at = getenv("FAULT_AT");
    const char *error = getenv("FAULT_ERRNO"), *count = getenv("FAULT_TIMES");
    if (path && what && at) fault_arm(path, what, atoi(at), error ? atoi(error) : EIO, count ? atoi(count) : 1);
}

__attribute__((destructor)) static void say_what_was_met(void) {
    const char *path = getenv("FAULT_MET");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (file) fputs(met, file), fclose(file);
}

static int is(const char *what) { return strcmp(action, what) == 0; }
static void die(void) { kill(getpid(), SIGKILL); pause(); }

static int due(const char *path, char letter) {
    if (!place[0] || !strstr(path, place)) return 0;
    if (seen < (int)sizeof met - 1) met[seen] = letter;
    seen++;
    if (seen < first || seen - first >= times) return 0;
    fired = 1;
    return 1;
}

static int due_fd(int fd, char letter) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return due(path, letter);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define AROUND(is_due, call)                                      \
    if (is_due) {                                                 \
        if (is("error")) { errno = code; return -1; }             \
        if (is("before") || is("torn")) die();                    \
        if (is("after")) { call; die(); }                         \
    }                                                             \
    return call;

ssize_t write(int fd, const void *data, size_t size) {
    if (due_fd(fd, 'w')) {
        if (is("error")) { errno = code; return -1; }
        if (is("before")) die();
        if (is("torn")) { REAL(write)(fd, data, size / 2); die(); }
        if (is("after")) { REAL(write)(fd, data, size); die(); }
        if (is("short")) return REAL(write)(fd, data, (size + 1) / 2);
    }
    return REAL(write)(fd, data, size);
}

int fsync(int fd) { AROUND(due_fd(fd, 'f'), REAL(fsync)(fd)) }
int ftruncate(int fd, off_t size) { AROUND(due_fd(fd, 't'), REAL(ftruncate)(fd, size)) }
int ftruncate64(int fd, off64_t size) { AROUND(due_fd(fd, 't'), REAL(ftruncate64)(fd, size)) }
int rename(const char *from, const char *to) { AROUND(due(to, 'r'), REAL(rename)(from, to)) }
int unlink(const char *path) { AROUND(due(path, 'u'), REAL(unlink)(path)) }
int link(const char *from, const char *to) { AROUND(due(to, 'l'), REAL(link)(from, to)) }
int mkdir(const char *path, mode_t mode) { AROUND(due(path, 'm'), REAL(mkdir)(path, mode)) }

#define OPEN(name)                                                \
    int name(const char *path, int flags, ...) {                  \
        va_list rest;                                             \
        va_start(rest, flags);                                    \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                             \
        AROUND((flags & (O_CREAT | O_WRONLY | O_RDWR)) && due(path, 'o'), REAL(name)(path, flags, mode)) \
    }
OPEN(open)
OPEN(open64)
