import HeapModule
import Records

extension DeliveryMachine {
    /// Something to look at when its time has come.
    struct Wake: Comparable, Sendable {
        enum What: Equatable, Sendable {
            case delivery(Ref)
            case lane(String)
            /// A command has expired.
            case end(String)
            /// Time to see whether a delivery's digest has come.
            case digested(Ref)
            /// Time for a recipient's daily summary.
            case summary(String)
        }
        var due: Int64
        var sequence: Int
        var what: What
        static func < (a: Wake, b: Wake) -> Bool { (a.due, a.sequence) < (b.due, b.sequence) }
    }

    /// A delivery whose turn it is, before those that are less severe or came later.
    struct Ready: Comparable, Sendable {
        var rank: Int
        var due: Int64
        var sequence: Int
        var ref: Ref
        static func < (a: Ready, b: Ready) -> Bool {
            (-a.rank, a.due, a.sequence) < (-b.rank, b.due, b.sequence)
        }
    }

    /// The way to one provider, or to one recipient's endpoint.
    struct Lane: Sendable {
        let policy: ChannelPolicy
        var bucket: TokenBucket?
        var breaker: CircuitBreaker
        var inFlight = 0
        var ready = Heap<Ready>()
        /// The provider asked to be left alone until then.
        var pausedUntil: Int64 = .min / 4
        /// The wake that is set for it.
        var wakeAt: Int64?

        init(_ policy: ChannelPolicy) {
            self.policy = policy
            bucket = policy.rate.map(TokenBucket.init)
            breaker = CircuitBreaker(policy.breaker)
        }

        mutating func asked(_ after: Int64?, _ now: EventTime) {
            breaker.undecided(at: now.milliseconds)
            guard let after else { return }
            pausedUntil = max(pausedUntil, now.milliseconds + after)
        }

        /// Until when it cannot be used, when that is worth trying another channel first.
        func unavailable(at now: Int64) -> Int64? {
            if !breaker.allows(at: now), let probe = breaker.nextProbe { return probe }
            return pausedUntil - now > Self.patienceMilliseconds ? pausedUntil : nil
        }

        /// A pause this long is waited for; for a longer one the next channel is tried.
        static let patienceMilliseconds: Int64 = 5_000
    }

    /// How a channel is doing.
    public struct ChannelState: Sendable, Equatable {
        public var waiting = 0
        public var inFlight = 0
        /// 0 closed, 1 half-open, 2 open; the worst of its lanes.
        public var breaker = 0
    }

    /// Every channel of the plan; O(n) of the entries.
    public func channelStates() -> [(name: String, state: ChannelState)] {
        var states = plan.channels.mapValues { _ in ChannelState() }
        for slot in slots.values {
            for delivery in slot.entry.deliveries where delivery.phase == .waiting {
                let next = delivery.legs.first { !$0.isClosed }?.channel ?? delivery.channel
                states[next]?.waiting += 1
            }
        }
        for lane in lanes.values {
            let breaker =
                switch lane.breaker.state {
                case .closed: 0
                case .halfOpen: 1
                case .open: 2
                }
            var state = states[lane.policy.name] ?? ChannelState()
            state.inFlight += lane.inFlight
            state.breaker = max(state.breaker, breaker)
            states[lane.policy.name] = state
        }
        return states.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func laneKey(_ channel: String, _ recipient: String) -> String {
        plan.channels[channel]?.isShared ?? true ? channel : channel + "/" + recipient
    }

    mutating func push(_ what: Wake.What, at due: Int64) {
        sequence += 1
        wakes.insert(Wake(due: due, sequence: sequence, what: what))
    }

    mutating func chooseAll(of id: String, at now: EventTime) {
        for index in slots[id]?.entry.deliveries.indices ?? 0..<0 { choose(Ref(command: id, index: index), at: now) }
    }

    /// Ends a waiting delivery, lets it wait on, or puts it into the queue of the first channel that can be used.
    mutating func choose(_ ref: Ref, at now: EventTime) {
        guard let slot = slots[ref.command], let delivery = slot.entry.deliveries[safe: ref.index],
            delivery.phase == .waiting
        else { return }
        let command = slot.entry.command
        if let reason = slot.entry.supersededBy, delivery.digest?.isEmpty ?? true {
            return end(ref, .expired, "not needed any more: \(reason)", at: now)
        }
        if delivery.digest != nil { return chooseDigested(ref, delivery, at: now) }
        let open = delivery.legs.indices.filter { index in
            let leg = delivery.legs[index]
            return !leg.isClosed && leg.attempts < plan.channels[leg.channel]?.attemptsMax ?? 0
        }
        guard !open.isEmpty else {
            return end(ref, .failed, delivery.detail.isEmpty ? "no channel is left" : delivery.detail, at: now)
        }
        guard now < command.expiresAt else {
            let why = delivery.detail.isEmpty ? "" : "; last: " + delivery.detail
            return end(ref, .expired, "expired before it was delivered" + why, at: now)
        }
        guard !slot.isQueued[ref.index] else { return }
        guard delivery.due <= now else { return push(.delivery(ref), at: delivery.due.milliseconds) }
        if let end = recipients[delivery.recipient]?.quietHours?.end(for: command.severity, at: now) {
            return push(.delivery(ref), at: end.milliseconds)
        }
        var probe = Int64.max
        for index in open {
            let key = laneKey(delivery.legs[index].channel, delivery.recipient)
            guard let policy = plan.channels[delivery.legs[index].channel] else { continue }
            if let until = lanes[key, default: Lane(policy)].unavailable(at: now.milliseconds) {
                probe = min(probe, until)
                continue
            }
            slots[ref.command]?.entry.deliveries[ref.index].leg = index
            slots[ref.command]?.isQueued[ref.index] = true
            sequence += 1
            let ready = Ready(
                rank: command.severity.rank, due: delivery.due.milliseconds, sequence: sequence, ref: ref)
            lanes[key, default: Lane(policy)].ready.insert(ready)
            dirtyLanes.insert(key)
            return
        }
        push(.delivery(ref), at: probe)
    }

    /// Starts what can be started.
    mutating func runLanes(at now: EventTime) {
        while !holdsAttempts, let key = dirtyLanes.min() {
            dirtyLanes.remove(key)
            guard var lane = lanes.removeValue(forKey: key) else { continue }
            var moved: [Ref] = []
            while let first = lane.ready.min {
                guard isQueued(first.ref, in: key) else {
                    lane.ready.removeMin()
                    continue
                }
                if lane.unavailable(at: now.milliseconds) != nil {
                    moved += lane.ready.unordered.sorted().map(\.ref).filter { isQueued($0, in: key) }
                    lane.ready = Heap()
                    break
                }
                guard lane.breaker.allows(at: now.milliseconds), lane.inFlight < lane.policy.concurrency else { break }
                let free = max(lane.pausedUntil, lane.bucket?.freeAt ?? .min / 4)
                guard free <= now.milliseconds else {
                    if lane.wakeAt.map({ $0 > free }) ?? true {
                        lane.wakeAt = free
                        push(.lane(key), at: free)
                    }
                    break
                }
                lane.ready.removeMin()
                start(first.ref, &lane, at: now)
            }
            lanes[key] = lane
            for ref in moved {
                slots[ref.command]?.isQueued[ref.index] = false
                choose(ref, at: now)
            }
        }
    }

    private func isQueued(_ ref: Ref, in lane: String) -> Bool {
        guard let slot = slots[ref.command], slot.isQueued[safe: ref.index] == true else { return false }
        let delivery = slot.entry.deliveries[ref.index]
        return delivery.phase == .waiting && laneKey(delivery.channel, delivery.recipient) == lane
    }

    private mutating func start(_ ref: Ref, _ lane: inout Lane, at now: EventTime) {
        guard var delivery = slots[ref.command]?.entry.deliveries[ref.index],
            let command = slots[ref.command]?.entry.command
        else { return }
        slots[ref.command]?.isQueued[ref.index] = false
        guard now < command.expiresAt else { return choose(ref, at: now) }
        if let rate = lane.policy.recipientRate {
            let key = lane.policy.name + "/" + delivery.recipient
            var bucket = recipientBuckets[key] ?? TokenBucket(rate)
            defer { recipientBuckets[key] = bucket }
            guard bucket.take(at: now.milliseconds) else {
                slots[ref.command]?.entry.deliveries[ref.index].due = EventTime(milliseconds: bucket.freeAt)
                return push(.delivery(ref), at: bucket.freeAt)
            }
        }
        _ = lane.bucket?.take(at: now.milliseconds)
        lane.breaker.started()
        lane.inFlight += 1
        delivery.phase = .attempting
        delivery.legs[delivery.leg].attempts += 1
        slots[ref.command]?.entry.deliveries[ref.index] = delivery
        markChanged(ref.command)
        attempts.append(
            Attempt(
                command: ref.command, index: ref.index, recipient: delivery.recipient, channel: delivery.channel,
                number: delivery.attempts))
    }
}
