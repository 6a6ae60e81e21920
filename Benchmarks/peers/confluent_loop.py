"""A bare loop on confluent-kafka: a dictionary, its changes to a changelog, one transaction each commit interval."""

import time

import orjson
from confluent_kafka import Consumer, Producer

import job

consumer = Consumer({
    "bootstrap.servers": job.BOOTSTRAP,
    "group.id": job.ID,
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "isolation.level": "read_committed",
})
producer = Producer({
    "bootstrap.servers": job.BOOTSTRAP,
    "transactional.id": job.ID,
    "partitioner": "murmur2_random",
    "linger.ms": 5,
    "queue.buffering.max.messages": 1_000_000,
})
producer.init_transactions()
consumer.subscribe([job.INPUT])

accounts = {}
changed = set()
due = None  # when the open transaction ends

while True:
    messages = consumer.consume(5_000, timeout=0.02)
    for message in messages:
        if message.error():
            raise SystemExit(message.error())
        if due is None:
            producer.begin_transaction()
            due = time.monotonic() + job.COMMIT_SECONDS
        key = message.key()
        accounts[key], output = job.step(accounts.get(key), orjson.loads(message.value()))
        changed.add(key)
        producer.produce(job.OUTPUT, key=key, value=orjson.dumps(output))
    producer.poll(0)
    if due is not None and time.monotonic() >= due:
        for key in changed:
            producer.produce(job.CHANGELOG, key=key, value=orjson.dumps(accounts[key]))
        changed.clear()
        producer.send_offsets_to_transaction(
            consumer.position(consumer.assignment()), consumer.consumer_group_metadata())
        producer.commit_transaction()
        due = None
