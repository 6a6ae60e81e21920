import CCurl
import Delivery

/// Many transfers at once on one thread: libcurl's multi interface, with its connections kept open.
///
/// A mail is an exception: while libcurl waits for the answer to its last line it does nothing else.
final class CurlPool {
    private let multi: UnsafeMutableRawPointer
    private var isClosed = false
    private var running: [UnsafeMutableRawPointer: (attempt: Attempt, transfer: CurlTransfer)] = [:]

    init() throws(FormFault) {
        guard ccurl_start() == CURLE_OK, let multi = curl_multi_init() else { throw FormFault("libcurl cannot start") }
        self.multi = multi
    }

    deinit { if !isClosed { close() } }

    /// Closes what is open; nothing may be called after it. May wait for a server.
    func close() {
        cancelAll()
        isClosed = true
        curl_multi_cleanup(multi)
    }

    func start(_ attempt: Attempt, _ transfer: CurlTransfer) {
        running[transfer.easy] = (attempt, transfer)
        curl_multi_add_handle(multi, transfer.easy)
    }

    /// Returns how many were given up.
    func cancel(_ attempt: Attempt) -> Int {
        let found = running.filter { $0.value.attempt == attempt }.keys
        for easy in found { remove(easy) }
        return found.count
    }

    func cancelAll() {
        for easy in Array(running.keys) { remove(easy) }
    }

    private func remove(_ easy: UnsafeMutableRawPointer) {
        curl_multi_remove_handle(multi, easy)
        running[easy] = nil
    }

    /// Ends the wait of ``poll(timeoutMilliseconds:)``; from any thread.
    func wake() { curl_multi_wakeup(multi) }

    /// What has ended; waits at most `timeoutMilliseconds` when nothing has.
    func poll(timeoutMilliseconds: Int) -> [(Attempt, Outcome)] {
        var still: Int32 = 0
        curl_multi_perform(multi, &still)
        if timeoutMilliseconds > 0, Int(still) == running.count {
            curl_multi_poll(multi, nil, 0, Int32(timeoutMilliseconds), nil)
            curl_multi_perform(multi, &still)
        }
        var ended: [(Attempt, Outcome)] = []
        var result = CURLE_OK
        while let easy = ccurl_next_ended(multi, &result) {
            curl_multi_remove_handle(multi, easy)
            guard let entry = running.removeValue(forKey: easy) else { continue }
            ended.append((entry.attempt, entry.transfer.outcome(result)))
        }
        return ended
    }
}
