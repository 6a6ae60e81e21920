import Foundation
import Glibc
import Synchronization

/// A TCP server on 127.0.0.1 that hands each connection to a thread of its own: slow, simple, and free to misbehave.
final class LoopbackServer: @unchecked Sendable {
    // Invariant of @unchecked Sendable: immutable after `init`, but for the atomic.
    let port: UInt16
    private let socket: Int32
    private let stopped = Atomic<Bool>(false)

    /// - Parameter serve: owns the connection, and must not close it.
    init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
        let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(listening, address, length) == 0 && listen(listening, 128) == 0
                    && getsockname(listening, address, &length) == 0
            }
        }
        guard listening >= 0, bound else {
            throw DrillFault("cannot listen on 127.0.0.1: \(String(cString: strerror(errno)))")
        }
        socket = listening
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread { [weak self] in
            while let self, !self.stopped.load(ordering: .acquiring) {
                let connection = accept(listening, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread { serve(Connection(connection)) }
            }
        }
        thread.start()
    }

    func stop() {
        stopped.store(true, ordering: .releasing)
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }
}

struct DrillFault: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// One accepted connection; used by one thread.
final class Connection {
    private let file: Int32
    private var buffer: [UInt8] = []
    /// The peer's machine has refused bytes: the peer had closed, or died, before it read them.
    private(set) var isReset = false

    init(_ file: Int32) {
        self.file = file
        var wait = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(file, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(file) }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = recv(file, &chunk, chunk.count, 0)
        guard count > 0 else {
            isReset = count < 0 ? errno == ECONNRESET || errno == EPIPE : hasError
            return false
        }
        buffer += chunk[..<count]
        return true
    }

    /// A peer that had closed before our bytes came: reading gives its end of the stream, the refusal stands beside it.
    private var hasError: Bool {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(file, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error != 0
    }

    /// The bytes up to and without `end`; nil when the peer has gone.
    func read(until end: String) -> String? {
        let mark = Array(end.utf8)
        var from = 0
        while true {
            if buffer.count >= mark.count {
                for start in from...(buffer.count - mark.count)
                where buffer[start..<start + mark.count].elementsEqual(mark) {
                    defer { buffer.removeFirst(start + mark.count) }
                    return String(decoding: buffer[..<start], as: UTF8.self)
                }
                from = buffer.count - mark.count + 1
            }
            guard fill() else { return nil }
        }
    }

    func read(count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// The peer has said that it sends no more: a client of HTTP or SMTP that waits for an answer does not.
    var isPeerGone: Bool {
        var byte: UInt8 = 0
        let count = recv(file, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno == ECONNRESET)
    }

    /// Whether all of it was taken by the peer's machine.
    @discardableResult
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Says nothing until the peer goes away, but not for ever.
    func hang() { while fill() {} }
}
