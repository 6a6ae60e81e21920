/// A line librdkafka wants to tell.
public struct KafkaLogLine: Sendable {
    /// syslog's scale: 0 emergency ... 3 error, 4 warning, 6 info, 7 debug.
    public var level: Int
    /// librdkafka's short name of what it is about: `FAIL`, `MAXPOLL`, `CONFWARN`.
    public var facility: String
    public var message: String
    /// Name of the client it came from.
    public var client: String

    public init(level: Int, facility: String, message: String, client: String) {
        self.level = level
        self.facility = facility
        self.message = message
        self.client = client
    }
}

/// Where librdkafka's lines go. Called on its threads: must not block and must not call the client back.
public typealias KafkaLogSink = @Sendable (KafkaLogLine) -> Void
