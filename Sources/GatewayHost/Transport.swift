public import Delivery

/// Makes attempts. Used by one thread.
public protocol Transport: AnyObject {
    /// Starts an attempt; what it gives comes from ``poll(timeoutMilliseconds:)``, at once when it cannot be made.
    func start(_ attempt: Attempt, _ message: Message)
    /// What has ended; waits at most `timeoutMilliseconds` for the first.
    func poll(timeoutMilliseconds: Int) -> [(Attempt, Outcome)]
    /// Gives an attempt up: nothing comes of it any more.
    func cancel(_ attempt: Attempt)
    var inFlight: Int { get }
}
