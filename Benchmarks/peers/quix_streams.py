"""Quix Streams: exactly once, state in RocksDB with a changelog topic."""

from quixstreams import Application

import job


def score(booking, state):
    new, output = job.step(state.get("baseline"), booking)
    state.set("baseline", new)
    return output


app = Application(
    broker_address=job.BOOTSTRAP,
    consumer_group=job.ID,
    auto_offset_reset="earliest",
    processing_guarantee="exactly-once",
    commit_interval=job.COMMIT_SECONDS,
    state_dir=job.STATE,
    producer_extra_config={"partitioner": "murmur2_random", "linger.ms": 5},
    loglevel="WARNING",
)
bookings = app.topic(job.INPUT, value_deserializer="json")
scores = app.topic(job.OUTPUT, value_serializer="json")
stream = app.dataframe(bookings)
stream = stream.apply(score, stateful=True)
stream.to_topic(scores)

if __name__ == "__main__":
    app.run()
