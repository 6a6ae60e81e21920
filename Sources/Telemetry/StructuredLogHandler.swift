public import Logging
import Records
public import Runtime

/// Writes log lines as JSON for machines or text for people. Messages and metadata are masked: see ``Redaction``.
///
/// JSON: one object a line with `ts` (RFC 3339, UTC), `level`, `logger`, `msg` and the metadata as strings, names
/// sorted. Text: `10:15:00.123Z INFO  anomaly message key=value`.
public struct StructuredLogHandler: LogHandler {
    /// How a line looks.
    public enum Format: String, Sendable { case json, text }

    /// Of the whole process, unless it was set for this logger.
    public var logLevel: Logger.Level {
        get { own ?? dial.level }
        set { own = newValue }
    }
    private var own: Logger.Level?
    private let dial: LogLevelDial
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: Format
    private let sink: any LogSink
    private let clock: any RuntimeClock

    public init(
        label: String, format: Format, level: Logger.Level = .info, sink: any LogSink = StandardErrorSink(),
        clock: any RuntimeClock = SystemClock()
    ) {
        self.init(label: label, format: format, dial: LogLevelDial(level), sink: sink, clock: clock)
    }

    /// - Parameter dial: the least severe level that is written, which may change.
    public init(
        label: String, format: Format, dial: LogLevelDial, sink: any LogSink = StandardErrorSink(),
        clock: any RuntimeClock = SystemClock()
    ) {
        self.label = label
        self.format = format
        self.sink = sink
        self.clock = clock
        self.dial = dial
    }

    /// Makes this the process's log. Once, before the first logger.
    public static func bootstrap(format: Format, dial: LogLevelDial) {
        LoggingSystem.bootstrap { StructuredLogHandler(label: $0, format: format, dial: dial) }
    }

    public static func bootstrap(format: Format, level: Logger.Level) {
        bootstrap(format: format, dial: LogLevelDial(level))
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: Logging.LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let given = event.metadata { all.merge(given) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        var fields = all.map { (key: $0.key, value: Self.text($0.value, key: $0.key)) }
        fields.sort { $0.key < $1.key }
        let line = LogLine(
            time: clock.now(), level: event.level.rawValue, logger: label,
            message: Redaction.mask(event.message.description), fields: fields)
        sink.write(format == .json ? line.json : line.text)
    }

    private static func text(_ value: Logger.Metadata.Value, key: String) -> String {
        let text: String
        switch value {
        case .string(let string): text = string
        case .stringConvertible(let value): text = value.description
        case .array(let values): return "[" + values.map { Self.text($0, key: key) }.joined(separator: ", ") + "]"
        case .dictionary(let values):
            let parts = values.sorted { $0.key < $1.key }.map { "\($0.key): \(Self.text($0.value, key: $0.key))" }
            return "{" + parts.joined(separator: ", ") + "}"
        }
        return Redaction.numericKeys.contains(key) && Int64(text) != nil ? text : Redaction.mask(text)
    }
}
