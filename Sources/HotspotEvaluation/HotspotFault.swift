/// What keeps the hotspot evaluation from running.
public enum HotspotFault: Error, Equatable, CustomStringConvertible {
    /// The outline of the city cannot be used.
    case outline(file: String, reason: String)
    /// There is not enough to forecast from or to score.
    case tooLittle(file: String, reason: String)

    public var description: String {
        switch self {
        case .outline(let file, let reason): "\(file): not an outline: \(reason)"
        case .tooLittle(let file, let reason): "\(file): too little data: \(reason)"
        }
    }
}
