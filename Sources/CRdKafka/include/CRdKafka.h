// librdkafka for Swift: the library's own headers, and C functions for what Swift cannot call or should not call
// once a record.
#ifndef PRAHARI_CRDKAFKA_H
#define PRAHARI_CRDKAFKA_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A length of -1 means NULL: a record without key, a tombstone, no headers. Empty is another thing.
#define PRK_NULL ((int64_t)-1)

// Queues one record; key, value and headers are copied before it returns.
//
// rd_kafka_producev is variadic, which Swift cannot call, and building rd_kafka_produceva's array in Swift costs more
// than here. `headers` is a flat block, repeated: name length (1 byte), name, value length (4 bytes little-endian,
// UINT32_MAX for NULL), value. A malformed block gives RD_KAFKA_RESP_ERR__INVALID_ARG and nothing is queued.
//
// `partition` -1 leaves the choice to the partitioner, `timestamp` 0 means now.
rd_kafka_resp_err_t prk_produce(rd_kafka_t *rk, rd_kafka_topic_t *topic, int32_t partition, const void *key,
                                int64_t key_length, const void *value, int64_t value_length, int64_t timestamp,
                                const void *headers, int64_t headers_length);

// rd_kafka_mock_broker_push_request_error_rtts is variadic; this pushes one error and its round-trip time.
rd_kafka_resp_err_t prk_mock_push_error_rtt(rd_kafka_mock_cluster_t *cluster, int32_t broker, int16_t api_key,
                                            rd_kafka_resp_err_t error, int rtt_ms);

// Destroys the cluster. librdkafka 2.0's own call can wait for ever: the order to end gets lost between two polls of the
// mock's thread, which then sleeps until one of its sockets stirs. So somebody knocks at them meanwhile.
void prk_mock_destroy(rd_kafka_mock_cluster_t *cluster);

// Puts the calling thread to rest. For back-off on a worker's own thread, never on a shared pool.
void prk_wait_ms(int milliseconds);

// Milliseconds of the monotonic clock.
int64_t prk_monotonic_ms(void);

// Makes the client's broker threads look again at what they may fetch.
//
// Before 2.2 a broker thread that stopped fetching (local queue full, or everything paused) notices the room again, or
// the resume, only when something else wakes it, at the latest after a second. Setting the SASL credentials to what they
// are is the one public call that wakes every broker thread and changes nothing. Pass "" where there are none.
void prk_wake_brokers(rd_kafka_t *rk, const char *username, const char *password);

// A fetch that a broker answers with little, sooner than after `milliseconds`, is followed by the next one only then.
//
// Kafka lets a fetch wait for data (fetch.wait.max.ms). A broker that answers an empty fetch at once is asked again
// without pause, which costs both sides a core; and where little comes often, one fetch for several batches is cheaper.
// The rest is taken in the thread that serves this one broker for this one consumer, inside an interceptor: librdkafka
// asks those not to block, but nothing else than fetching and asking for metadata goes through that thread (the
// coordinator has its own). To be called before rd_kafka_new.
rd_kafka_resp_err_t prk_rest_between_fetches(rd_kafka_conf_t *conf, int milliseconds);

typedef struct prk_raw_options {
        // Input partitions, with the offsets to start from.
        const rd_kafka_topic_partition_list_t *input;
        const char *output_topic;
        // Ends after this many records.
        int64_t records;
        int commit_interval_ms;
        // 1: transactions with the offsets in them; 0: flush, then commit the offsets.
        int exactly_once;
        int batch_size;
        // Fails when nothing arrives for this long.
        int idle_limit_ms;
        // For prk_wake_brokers, which keeps the fetchers from sleeping on a full queue; as the processor does.
        const char *username;
        const char *password;
        // Woken each time this many payload bytes or records were taken.
        int64_t wake_bytes;
        int64_t wake_records;
} prk_raw_options;

typedef struct prk_raw_result {
        int64_t records;
        int64_t bytes;
        int64_t commits;
        double wall_seconds;
        // User and system time of the whole process, librdkafka's threads included.
        double cpu_seconds;
        rd_kafka_resp_err_t error;
        char message[256];
} prk_raw_result;

// The yardstick: consume a batch, produce the same keys and payloads to the output topic, commit every interval.
// The clients come from the same configuration as the processor's. The producer must be a transactional one (its
// transactions are initialised here) for exactly_once. Returns 0, or -1 with error and message set.
int prk_raw_loop(rd_kafka_t *consumer, rd_kafka_t *producer, const prk_raw_options *options, prk_raw_result *result);

#ifdef __cplusplus
}
#endif

#endif
