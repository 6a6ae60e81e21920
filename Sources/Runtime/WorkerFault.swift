/// Why a worker ended. Each has its own exit code.
public enum WorkerFault: Error, Sendable, CustomStringConvertible {
    /// The log refused: see the kind.
    case log(LogFault)
    /// Local state refused (newer schema, locked, disk full with a full cache).
    case state(BackendFault)
    /// Topics missing, partition counts that do not match, a setting that cannot work.
    case configuration(String)
    /// The committed offset is not in the log and the policy is to fail.
    case offsetOutOfRange(String)

    public var description: String {
        switch self {
        case .log(let fault): fault.description
        case .state(let fault): fault.description
        case .configuration(let what): what
        case .offsetOutOfRange(let what): what
        }
    }

    /// 2 configuration, 3 fenced or unauthorised, 4 local state, 1 anything else.
    public var exitCode: Int32 {
        switch self {
        case .configuration, .offsetOutOfRange: 2
        case .log(let fault) where fault.kind == .fenced || fault.kind == .unauthorised: 3
        case .state: 4
        case .log: 1
        }
    }
}
