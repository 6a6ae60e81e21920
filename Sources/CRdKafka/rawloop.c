#include "CRdKafka.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct raw_loop {
        rd_kafka_t *consumer;
        rd_kafka_t *producer;
        const prk_raw_options *options;
        prk_raw_result *result;
        rd_kafka_queue_t *queue;
        rd_kafka_topic_t *output;
        // Next offsets of what was read, by position in `positions`.
        rd_kafka_topic_partition_list_t *positions;
        int in_transaction;
        int64_t woken_at_bytes;
        int64_t woken_at_records;
} raw_loop;

static double seconds(void) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
        struct rusage usage;
        getrusage(RUSAGE_SELF, &usage);
        return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int fail(raw_loop *loop, rd_kafka_resp_err_t error, const char *what, const char *why) {
        loop->result->error = error;
        snprintf(loop->result->message, sizeof(loop->result->message), "%s: %s", what,
                 why ? why : rd_kafka_err2str(error));
        return -1;
}

// Takes over `error`; NULL is success.
static int check(raw_loop *loop, rd_kafka_error_t *error, const char *what) {
        if (!error)
                return 0;
        fail(loop, rd_kafka_error_code(error), what, rd_kafka_error_string(error));
        rd_kafka_error_destroy(error);
        return -1;
}

static int commit_transaction(raw_loop *loop) {
        rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(loop->consumer);
        rd_kafka_error_t *error =
            rd_kafka_send_offsets_to_transaction(loop->producer, loop->positions, group, 30000);
        rd_kafka_consumer_group_metadata_destroy(group);
        if (check(loop, error, "send offsets"))
                return -1;
        loop->in_transaction = 0;
        return check(loop, rd_kafka_commit_transaction(loop->producer, 30000), "commit");
}

static int commit_offsets(raw_loop *loop) {
        rd_kafka_resp_err_t error = rd_kafka_flush(loop->producer, 30000);
        if (error)
                return fail(loop, error, "flush", NULL);
        error = rd_kafka_commit(loop->consumer, loop->positions, 0);
        return error ? fail(loop, error, "commit offsets", NULL) : 0;
}

static int commit(raw_loop *loop) {
        loop->result->commits++;
        return loop->options->exactly_once ? commit_transaction(loop) : commit_offsets(loop);
}

static int forward(raw_loop *loop, const rd_kafka_message_t *message) {
        for (;;) {
                if (rd_kafka_produce(loop->output, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, message->payload,
                                     message->len, message->key, message->key_len, NULL) == 0)
                        break;
                rd_kafka_resp_err_t error = rd_kafka_last_error();
                if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL)
                        return fail(loop, error, "produce", NULL);
                rd_kafka_poll(loop->producer, 1);
        }
        loop->result->records++;
        loop->result->bytes += (int64_t)message->len;
        return 0;
}

static void remember(raw_loop *loop, const rd_kafka_message_t *message) {
        const char *topic = rd_kafka_topic_name(message->rkt);
        for (int i = 0; i < loop->positions->cnt; i++) {
                rd_kafka_topic_partition_t *position = &loop->positions->elems[i];
                if (position->partition == message->partition && strcmp(position->topic, topic) == 0) {
                        position->offset = message->offset + 1;
                        return;
                }
        }
        rd_kafka_topic_partition_list_add(loop->positions, topic, message->partition)->offset = message->offset + 1;
}

static int forward_batch(raw_loop *loop, rd_kafka_message_t **batch, ssize_t count) {
        int failed = 0;
        for (ssize_t i = 0; i < count; i++) {
                rd_kafka_message_t *message = batch[i];
                if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && !failed &&
                    loop->result->records < loop->options->records) {
                        failed = forward(loop, message);
                        // Offsets of a run of one partition: the last one is enough.
                        if (i + 1 == count || batch[i + 1]->err || batch[i + 1]->rkt != message->rkt ||
                            batch[i + 1]->partition != message->partition ||
                            loop->result->records == loop->options->records)
                                remember(loop, message);
                }
                if (i > 0)
                        rd_kafka_message_destroy(batch[i - 1]);
        }
        if (count > 0)
                rd_kafka_message_destroy(batch[count - 1]);
        return failed;
}

// As many as are there; waits only when there are none. The library's call by itself waits for a full batch.
static ssize_t next_batch(raw_loop *loop, rd_kafka_message_t **batch, int wait_ms) {
        if (loop->result->bytes - loop->woken_at_bytes >= loop->options->wake_bytes ||
            loop->result->records - loop->woken_at_records >= loop->options->wake_records) {
                loop->woken_at_bytes = loop->result->bytes;
                loop->woken_at_records = loop->result->records;
                prk_wake_brokers(loop->consumer, loop->options->username, loop->options->password);
        }
        ssize_t count = rd_kafka_consume_batch_queue(loop->queue, 0, batch, (size_t)loop->options->batch_size);
        return count != 0 ? count : rd_kafka_consume_batch_queue(loop->queue, wait_ms, batch, 1);
}

static int run(raw_loop *loop, rd_kafka_message_t **batch) {
        const prk_raw_options *options = loop->options;
        double last_record = seconds();
        double next_commit = 0;

        while (loop->result->records < options->records) {
                ssize_t count = next_batch(loop, batch, options->commit_interval_ms);
                double now = seconds();
                if (count > 0) {
                        last_record = now;
                        if (!loop->in_transaction) {
                                if (options->exactly_once &&
                                    check(loop, rd_kafka_begin_transaction(loop->producer), "begin"))
                                        return -1;
                                loop->in_transaction = 1;
                                next_commit = now + options->commit_interval_ms / 1000.0;
                        }
                        if (forward_batch(loop, batch, count))
                                return -1;
                } else if (now - last_record > options->idle_limit_ms / 1000.0) {
                        return fail(loop, RD_KAFKA_RESP_ERR__TIMED_OUT, "consume", "no more records");
                }
                if (loop->in_transaction && loop->positions->cnt > 0 && now >= next_commit) {
                        if (commit(loop))
                                return -1;
                        loop->in_transaction = 0;
                }
        }
        return loop->in_transaction ? commit(loop) : 0;
}

int prk_raw_loop(rd_kafka_t *consumer, rd_kafka_t *producer, const prk_raw_options *options,
                 prk_raw_result *result) {
        raw_loop loop = {.consumer = consumer, .producer = producer, .options = options, .result = result};
        memset(result, 0, sizeof(*result));
        rd_kafka_message_t **batch = calloc((size_t)options->batch_size, sizeof(*batch));
        loop.output = rd_kafka_topic_new(producer, options->output_topic, NULL);
        loop.queue = rd_kafka_queue_get_consumer(consumer);
        loop.positions = rd_kafka_topic_partition_list_new(options->input->cnt);

        int failed = 0;
        rd_kafka_resp_err_t error = rd_kafka_assign(consumer, options->input);
        if (error)
                failed = fail(&loop, error, "assign", NULL);
        if (!failed && options->exactly_once)
                failed = check(&loop, rd_kafka_init_transactions(producer, 30000), "init transactions");
        if (!failed) {
                double wall = seconds();
                double cpu = cpu_seconds();
                failed = run(&loop, batch);
                result->wall_seconds = seconds() - wall;
                result->cpu_seconds = cpu_seconds() - cpu;
        }

        rd_kafka_topic_partition_list_destroy(loop.positions);
        rd_kafka_queue_destroy(loop.queue);
        rd_kafka_topic_destroy(loop.output);
        free(batch);
        return failed;
}
