import Composition
import Foundation
import Glibc
import RdKafka
import Records
import Runtime
import StageKit
import Synchronization

/// A TCP proxy on 127.0.0.1 between clients and a one-node broker, that can be cut, hang, and be slow.
///
/// A broker tells its clients where to connect. The proxy replaces that address in the broker's answers by its own: a
/// port has four bytes in the protocol, so no length changes. Nothing else is read or altered.
///
/// Invariant of @unchecked Sendable: immutable after `init`, but for atomics and the mutex.
final class BrokerProxy: @unchecked Sendable {
    enum Mode: Int {
        case open
        /// Connections are closed, new ones too.
        case cut
        /// Connections stay and nothing passes.
        case hanging
    }

    let port: UInt16
    private let upstream: UInt16
    private let listening: Int32
    private let mode = Atomic<Int>(Mode.open.rawValue)
    private let stopped = Atomic<Bool>(false)
    private let latencyMicroseconds = Atomic<Int>(0)
    private let bytesPerSecond = Atomic<Int>(0)
    private let sockets = Mutex<Set<Int32>>([])
    private let delayed = Atomic<Int>(0)

    /// - Throws: when the cluster has several nodes, or is not on this machine.
    init(_ cluster: Cluster) throws {
        let brokers = try cluster.makeAdmin().metadata().brokers
        guard let broker = brokers.first, brokers.count == 1, ["127.0.0.1", "localhost"].contains(broker.host) else {
            throw ClusterFault(
                "the drill puts a proxy before the broker, so it wants one with a single node on 127.0.0.1 "
                    + "(ops/broker start); this cluster has "
                    + brokers.map { "\($0.host):\($0.port)" }.joined(separator: ", "))
        }
        upstream = UInt16(clamping: broker.port)
        let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(listening, address, length) == 0 && listen(listening, 128) == 0
                    && getsockname(listening, address, &length) == 0
            }
        }
        guard listening >= 0, bound else {
            throw ClusterFault("cannot listen on 127.0.0.1: \(String(cString: strerror(errno)))")
        }
        self.listening = listening
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in serve() }.start()
    }

    /// What clients connect to.
    var bootstrap: String { "127.0.0.1:\(port)" }

    /// How many answers were held back by the latency.
    var delayedAnswers: Int { delayed.load(ordering: .relaxed) }

    func set(_ new: Mode) {
        mode.store(new.rawValue, ordering: .releasing)
        guard new == .cut else { return }
        for socket in sockets.withLock({ $0 }) { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// - Parameters:
    ///   - milliseconds: that each answer takes longer; those of one connection one after the other, as a broker works.
    ///   - bytesPerSecond: of each direction of a connection; 0 is no bound.
    func slow(milliseconds: Int, bytesPerSecond bound: Int) {
        latencyMicroseconds.store(milliseconds * 1_000, ordering: .releasing)
        bytesPerSecond.store(bound, ordering: .releasing)
    }

    func stop() {
        stopped.store(true, ordering: .releasing)
        set(.cut)
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
    }

    // MARK: Connections

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private var current: Mode { Mode(rawValue: mode.load(ordering: .acquiring)) ?? .open }

    private func serve() {
        while !stopped.load(ordering: .acquiring) {
            let client = accept(listening, nil, nil)
            guard client >= 0 else { break }
            guard current != .cut, let broker = connectToBroker() else {
                close(client)
                continue
            }
            let pair = Pair(client: client, broker: broker)
            sockets.withLock { $0.formUnion([client, broker]) }
            Thread.detachNewThread { [self] in
                pumpRequests(pair)
                leave(pair)
            }
            Thread.detachNewThread { [self] in
                pumpAnswers(pair)
                leave(pair)
            }
        }
    }

    private func connectToBroker() -> Int32? {
        let broker = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(upstream)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(broker, $0, length) == 0 }
        }
        guard connected else {
            close(broker)
            return nil
        }
        var on: Int32 = 1
        setsockopt(broker, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return broker
    }

    /// The second of a pair's two pumps to leave closes its sockets; the first makes the other one leave.
    private func leave(_ pair: Pair) {
        shutdown(pair.client, Int32(SHUT_RDWR))
        shutdown(pair.broker, Int32(SHUT_RDWR))
        guard pair.left.add(1, ordering: .acquiringAndReleasing).newValue == 2 else { return }
        sockets.withLock { $0.subtract([pair.client, pair.broker]) }
        close(pair.client)
        close(pair.broker)
    }

    private func pumpRequests(_ pair: Pair) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(pair.client, &chunk, chunk.count, 0)
            guard count > 0, pass(chunk[..<count], to: pair.broker) else { return }
        }
    }

    /// Answers are frames of a length and as many bytes. Large ones hold records, no addresses: they pass in pieces.
    private func pumpAnswers(_ pair: Pair) {
        let own = Self.pattern(port)
        let theirs = [Self.pattern(upstream), Self.pattern(upstream, host: "localhost")]
        while let head = read(4, from: pair.broker) {
            let length = head.reduce(0) { $0 << 8 | Int($1) }
            let latency = latencyMicroseconds.load(ordering: .acquiring)
            if latency > 0 {
                usleep(UInt32(latency))
                delayed.add(1, ordering: .relaxed)
            }
            guard length > 262_144 else {
                guard var body = read(length, from: pair.broker) else { return }
                // "localhost" is as long as "127.0.0.1": the host may be replaced too.
                for pattern in theirs { Self.replace(pattern, by: own, in: &body) }
                guard pass((head + body)[...], to: pair.client) else { return }
                continue
            }
            guard pass(head[...], to: pair.client) else { return }
            var left = length
            while left > 0 {
                guard let piece = read(min(left, 65_536), from: pair.broker), pass(piece[...], to: pair.client)
                else { return }
                left -= piece.count
            }
        }
    }

    private func read(_ count: Int, from socket: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var at = 0
        while at < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                recv(socket, buffer.baseAddress.map { $0 + at }, count - at, 0)
            }
            guard got > 0 else { return nil }
            at += got
        }
        return bytes
    }

    /// Sends all of it, as slowly as told; false when the connection is gone.
    private func pass(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        while current == .hanging, !stopped.load(ordering: .acquiring) { usleep(20_000) }
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        let bound = bytesPerSecond.load(ordering: .acquiring)
        if bound > 0 { usleep(UInt32(min(5_000_000, bytes.count * 1_000_000 / bound))) }
        return true
    }

    private final class Pair: Sendable {
        let client: Int32
        let broker: Int32
        let left = Atomic<Int>(0)
        init(client: Int32, broker: Int32) {
            self.client = client
            self.broker = broker
        }
    }

    // MARK: Addresses

    /// An address as Kafka's answers have it: the host's bytes, then the port as an INT32.
    static func pattern(_ port: UInt16, host: String = "127.0.0.1") -> [UInt8] {
        Array(host.utf8) + [0, 0, UInt8(port >> 8), UInt8(port & 255)]
    }

    /// Replaces every occurrence; both are equally long.
    static func replace(_ pattern: [UInt8], by other: [UInt8], in bytes: inout [UInt8]) {
        guard pattern.count == other.count, bytes.count >= pattern.count else { return }
        var at = 0
        while at + pattern.count <= bytes.count {
            if bytes[at] == pattern[0], bytes[at..<at + pattern.count].elementsEqual(pattern) {
                bytes.replaceSubrange(at..<at + pattern.count, with: other)
                at += pattern.count
            } else {
                at += 1
            }
        }
    }
}
