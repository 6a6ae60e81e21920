"""Bytewax: at least once, state in memory with snapshots to SQLite (the recovery store)."""

import bytewax.operators as op
import orjson
from bytewax.connectors.kafka import KafkaSinkMessage
from bytewax.connectors.kafka import operators as kafka
from bytewax.dataflow import Dataflow

import job


def keyed(message):
    return message.key.decode(), orjson.loads(message.value)


def encoded(pair):
    account, output = pair
    return KafkaSinkMessage(account.encode(), orjson.dumps(output))


flow = Dataflow("peer")
source = kafka.input("bookings", flow, brokers=[job.BOOTSTRAP], topics=[job.INPUT], batch_size=1_000)
bookings = op.map("keyed", source.oks, keyed)
scored = op.stateful_map("score", bookings, job.step)
kafka.output(
    "scores", op.map("encoded", scored, encoded), brokers=[job.BOOTSTRAP], topic=job.OUTPUT,
    add_config={"partitioner": "murmur2_random", "linger.ms": "5"})
