import Glibc
import Synchronization

/// Takes whole lines.
public protocol LogSink: Sendable {
    /// - Parameter line: UTF-8 with its newline.
    func write(_ line: [UInt8])
}

/// Standard error, a line at a time. A reader that went away is ignored: logging never stops the processor.
public struct StandardErrorSink: LogSink {
    /// Lines of several threads must not interleave when the pipe takes only a part.
    private static let turn = Mutex(())

    public init() {}

    public func write(_ line: [UInt8]) {
        Self.turn.withLock { _ in
            line.withUnsafeBytes { bytes in
                var written = 0
                while written < bytes.count {
                    let step = unsafe Glibc.write(STDERR_FILENO, bytes.baseAddress! + written, bytes.count - written)
                    if step > 0 { written += step } else if step < 0, errno == EINTR { continue } else { return }
                }
            }
        }
    }
}
