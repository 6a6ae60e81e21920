import Records

/// While an alert that the source matchers take lives, those of its group that the target matchers take are not told.
///
/// Alertmanager's rule, but for its reach: both must be of one group, for only a group's alerts meet in one partition.
/// An alert does not inhibit itself.
public struct InhibitionRule: Sendable, Equatable {
    public var id: String
    public var version: String
    public var source: [Matcher]
    public var target: [Matcher]
    /// Labels that must be equal in both; two that are both missing are equal.
    public var equal: [Matcher.Label]

    func inhibits(_ target: AlertMemberState, by source: AlertMemberState, group: String) -> Bool {
        source.latest.dedupKey != target.latest.dedupKey && self.source.hold(source, group: group)
            && self.target.hold(target, group: group)
            && equal.allSatisfy { source.label($0, group: group) == target.label($0, group: group) }
    }
}
