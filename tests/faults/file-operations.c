/*
 * Preloaded (LD_PRELOAD) into a process under test. It sees every operation on files below a directory, those of
 * SQLite and of other native code too, which no hook in JavaScript would see.
 *
 *   FAULTS_BELOW=DIR   the directory; files that end in -shm are shared memory and left out
 *   FAULTS_LOG=FILE    appends every operation that has succeeded, with its bytes
 *   FAULTS_KILL=N      the process kills itself right before its N-th operation
 *   FAULTS_FULL=N      its N-th operation that needs room does half of its work, then the disk is full for good
 *   FAULTS_SYNC=N      its N-th fsync, and every later one, fails with EIO
 *
 * A record of the log is a line "KIND OFFSET LENGTH PATH" and LENGTH bytes: what was written, or for a rename
 * the new path. Kinds: create, write, truncate (to OFFSET), sync, rename, unlink, mkdir.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { maxDescriptors = 4096 };

static pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char *paths[maxDescriptors];
static const char *below;
static int logFile = -1;
static long killAt, fullAt, syncAt;
static long operations, needs, syncs;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

static long number(const char *name) {
  const char *value = getenv(name);
  return value ? atol(value) : 0;
}

__attribute__((constructor)) static void begin(void) {
  below = getenv("FAULTS_BELOW");
  killAt = number("FAULTS_KILL");
  fullAt = number("FAULTS_FULL");
  syncAt = number("FAULTS_SYNC");
  const char *log = getenv("FAULTS_LOG");
  if (log) logFile = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int isWatched(const char *path) {
  if (!below || !path) return 0;
  size_t length = strlen(below), own = strlen(path);
  if (strncmp(path, below, length) != 0 || (path[length] != '/' && path[length] != 0)) return 0;
  return own < 4 || strcmp(path + own - 4, "-shm") != 0;
}

static const char *pathOf(int descriptor) {
  return descriptor >= 0 && descriptor < maxDescriptors ? paths[descriptor] : NULL;
}

static void setPath(int descriptor, const char *path) {
  if (descriptor < 0 || descriptor >= maxDescriptors) return;
  free(paths[descriptor]);
  paths[descriptor] = path && isWatched(path) ? strdup(path) : NULL;
}

static void before(void) {
  if (++operations != killAt) return;
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static int isFull(void) {
  return ++needs >= fullAt && fullAt > 0;
}

/* Whether this is the operation at which the disk became full, of which a part is still done. */
static int isLast(void) {
  return needs == fullAt;
}

static void record(const char *kind, const char *path, off_t offset, const void *bytes, size_t length) {
  if (logFile < 0) return;
  char line[PATH_MAX + 64];
  int written = snprintf(line, sizeof line, "%s %lld %zu %s\n", kind, (long long)offset, length, path);
  struct iovec parts[2] = {{line, (size_t)written}, {(void *)bytes, length}};
  if (REAL(writev)(logFile, parts, 2) < 0) abort();
}

static int full(void) {
  errno = ENOSPC;
  return -1;
}

static int afterOpen(int descriptor, const char *path, int existed, int truncates) {
  int saved = errno;
  setPath(descriptor, descriptor < 0 ? NULL : path);
  if (pathOf(descriptor)) {
    if (!existed) record("create", path, 0, NULL, 0);
    else if (truncates) record("truncate", path, 0, NULL, 0);
  }
  errno = saved;
  return descriptor;
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int (*open_)(const char *, int, ...) = (int (*)(const char *, int, ...))real(name);
  pthread_mutex_lock(&mutex);
  int existed = access(path, F_OK) == 0, descriptor;
  int changes = isWatched(path) && ((flags & O_CREAT && !existed) || flags & O_TRUNC);
  if (changes) before();
  if (changes && !existed && isFull()) descriptor = full();
  else descriptor = afterOpen(open_(path, flags, mode), path, existed, flags & O_TRUNC);
  pthread_mutex_unlock(&mutex);
  return descriptor;
}

#define OPEN(name)                                                                                             \
  int name(const char *path, int flags, ...) {                                                                 \
    va_list given;                                                                                             \
    va_start(given, flags);                                                                                    \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(given, mode_t) : 0;                                   \
    va_end(given);                                                                                             \
    return opened(#name, path, flags, mode);                                                                   \
  }
OPEN(open)
OPEN(open64)

static FILE *streamed(const char *name, const char *path, const char *mode) {
  FILE *(*open_)(const char *, const char *) = (FILE * (*)(const char *, const char *)) real(name);
  pthread_mutex_lock(&mutex);
  int existed = access(path, F_OK) == 0, writes = strchr(mode, 'w') != NULL;
  FILE *stream = NULL;
  if (writes && isWatched(path)) before();
  if (writes && isWatched(path) && !existed && isFull()) full();
  else if ((stream = open_(path, mode))) afterOpen(fileno(stream), path, existed, writes);
  pthread_mutex_unlock(&mutex);
  return stream;
}

FILE *fopen(const char *path, const char *mode) {
  return streamed("fopen", path, mode);
}

FILE *fopen64(const char *path, const char *mode) {
  return streamed("fopen64", path, mode);
}

int fclose(FILE *stream) {
  pthread_mutex_lock(&mutex);
  setPath(fileno(stream), NULL);
  pthread_mutex_unlock(&mutex);
  return REAL(fclose)(stream);
}

int close(int descriptor) {
  pthread_mutex_lock(&mutex);
  setPath(descriptor, NULL);
  pthread_mutex_unlock(&mutex);
  return REAL(close)(descriptor);
}

/* One write of all that `parts` name, at `offset`, or at the file's own position where it is negative. */
static ssize_t put(int descriptor, const struct iovec *parts, int count, off_t offset) {
  pthread_mutex_lock(&mutex);
  ssize_t done;
  const char *path = pathOf(descriptor);
  if (!path) {
    pthread_mutex_unlock(&mutex);
    return offset < 0 ? REAL(writev)(descriptor, parts, count) : REAL(pwritev)(descriptor, parts, count, offset);
  }
  before();
  size_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  char *bytes = malloc(length + 1);
  size_t at = 0;
  for (int i = 0; i < count; at += parts[i++].iov_len) memcpy(bytes + at, parts[i].iov_base, parts[i].iov_len);
  off_t start = offset;
  if (offset < 0) {
    struct stat status;
    int appends = fcntl(descriptor, F_GETFL) & O_APPEND;
    start = appends && fstat(descriptor, &status) == 0 ? status.st_size : lseek(descriptor, 0, SEEK_CUR);
  }
  if (isFull()) length = isLast() ? length / 2 : 0;
  if (length == 0) done = full();
  else if (offset < 0) done = REAL(write)(descriptor, bytes, length);
  else done = REAL(pwrite)(descriptor, bytes, length, offset);
  int saved = errno;
  if (done > 0) record("write", path, start, bytes, (size_t)done);
  free(bytes);
  errno = saved;
  pthread_mutex_unlock(&mutex);
  return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  if (!pathOf(descriptor)) return REAL(write)(descriptor, bytes, length);
  struct iovec part = {(void *)bytes, length};
  return put(descriptor, &part, 1, -1);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  struct iovec part = {(void *)bytes, length};
  return put(descriptor, &part, 1, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  return pwrite(descriptor, bytes, length, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!pathOf(descriptor)) return REAL(writev)(descriptor, parts, count);
  return put(descriptor, parts, count, -1);
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  return put(descriptor, parts, count, offset);
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
  return put(descriptor, parts, count, offset);
}

static int cut(const char *name, int descriptor, off_t length) {
  int (*cut_)(int, off_t) = (int (*)(int, off_t))real(name);
  const char *path = pathOf(descriptor);
  if (!path) return cut_(descriptor, length);
  pthread_mutex_lock(&mutex);
  before();
  int result = cut_(descriptor, length);
  if (result == 0) record("truncate", path, length, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}

int ftruncate(int descriptor, off_t length) {
  return cut("ftruncate", descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) {
  return cut("ftruncate64", descriptor, length);
}

static int synced(const char *name, int descriptor) {
  int (*sync_)(int) = (int (*)(int))real(name);
  const char *path = pathOf(descriptor);
  if (!path) return sync_(descriptor);
  pthread_mutex_lock(&mutex);
  before();
  int result = -1;
  if (++syncs >= syncAt && syncAt > 0) errno = EIO;
  else if ((result = sync_(descriptor)) == 0) record("sync", path, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}

int fsync(int descriptor) {
  return synced("fsync", descriptor);
}

int fdatasync(int descriptor) {
  return synced("fdatasync", descriptor);
}

int rename(const char *from, const char *to) {
  if (!isWatched(from) && !isWatched(to)) return REAL(rename)(from, to);
  pthread_mutex_lock(&mutex);
  before();
  int result = REAL(rename)(from, to);
  if (result == 0) record("rename", from, 0, to, strlen(to));
  pthread_mutex_unlock(&mutex);
  return result;
}

static int removed(int (*removeReally)(const char *), const char *path) {
  if (!isWatched(path)) return removeReally(path);
  pthread_mutex_lock(&mutex);
  before();
  int result = removeReally(path);
  if (result == 0) record("unlink", path, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}

int unlink(const char *path) {
  return removed(REAL(unlink), path);
}

/* Of the C++ library, by which newer versions of Node.js remove files. */
int remove(const char *path) {
  return removed(REAL(remove), path);
}

int mkdir(const char *path, mode_t mode) {
  if (!isWatched(path)) return REAL(mkdir)(path, mode);
  pthread_mutex_lock(&mutex);
  before();
  int result = isFull() ? full() : REAL(mkdir)(path, mode);
  if (result == 0) record("mkdir", path, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result;
}
