"""The job that every peer does, and where it does it."""

import math
import os

BOOTSTRAP = os.environ.get("PEER_BOOTSTRAP", "127.0.0.1:19092")
INPUT = os.environ.get("PEER_INPUT", "")  # topics that exist, of equally many partitions
OUTPUT = os.environ.get("PEER_OUTPUT", "")
CHANGELOG = os.environ.get("PEER_CHANGELOG", "")  # compacted; for peers that have none of their own
ID = os.environ.get("PEER_ID", "peer")  # consumer group, application, transactional id
STATE = os.environ.get("PEER_STATE", "state")  # an empty directory
COMMIT_SECONDS = int(os.environ.get("PEER_COMMIT_MS", "100")) / 1000
PARTITIONS = int(os.environ.get("PEER_PARTITIONS", "8"))

WEIGHT = 0.05  # of the newest amount
WARM_UP = 5  # amounts before the first score


def step(state, booking):
    """Judges a booking by the account's earlier amounts, then learns it.

    `state` is None or (count, mean, variance) of the natural logarithm of the amount. Returns the new state and the output.
    """
    count, mean, variance = state or (0, 0.0, 0.0)
    logarithm = math.log(float(booking["amount"]))
    difference = logarithm - mean
    square = difference * difference / (variance + 0.01)
    score = 0.0 if count < WARM_UP else square / (square + 9)
    if count == 0:
        mean = logarithm
    else:
        mean += WEIGHT * difference
        variance = (1 - WEIGHT) * (variance + WEIGHT * difference * difference)
    output = {
        "transaction_id": booking["transaction_id"],
        "account": booking["account"],
        "amount": booking["amount"],
        "channel": booking["channel"],
        "booked_at": booking["booked_at"],
        "score": round(score, 6),
        "count": count + 1,
    }
    return (count + 1, mean, variance), output
