#include "CRdKafka.h"

#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct knocker {
        char *bootstraps;
        atomic_int done;
} knocker;

static void knock(const char *host, const char *port) {
        struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
        struct addrinfo *found = NULL;
        if (getaddrinfo(host, port, &hints, &found) != 0)
                return;
        int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd >= 0) {
                (void)!connect(fd, found->ai_addr, found->ai_addrlen);
                close(fd);
        }
        freeaddrinfo(found);
}

static void *knock_until_done(void *context) {
        knocker *self = context;
        for (;;) {
                for (int waited = 0; waited < 20; waited++) {
                        if (atomic_load(&self->done))
                                return NULL;
                        prk_wait_ms(10);
                }
                char *list = strdup(self->bootstraps);
                char *rest = NULL;
                for (char *one = strtok_r(list, ",", &rest); one; one = strtok_r(NULL, ",", &rest)) {
                        char *colon = strrchr(one, ':');
                        if (!colon)
                                continue;
                        *colon = 0;
                        knock(one, colon + 1);
                }
                free(list);
        }
}

void prk_mock_destroy(rd_kafka_mock_cluster_t *cluster) {
        knocker self = {.bootstraps = strdup(rd_kafka_mock_cluster_bootstraps(cluster))};
        pthread_t thread;
        int started = pthread_create(&thread, NULL, knock_until_done, &self) == 0;
        rd_kafka_mock_cluster_destroy(cluster);
        atomic_store(&self.done, 1);
        if (started)
                pthread_join(thread, NULL);
        free(self.bootstraps);
}
