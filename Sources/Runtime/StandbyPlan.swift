public import Records

/// Which partitions a process should follow, computed from the member list alone.
///
/// The range assignor is a function of the sorted members, so that what a group will do after a death is known before
/// it: the standby of a partition belongs with the process that would then be given it. With one worker a process and one
/// replica, range `j` of the `n - 1` survivors goes to member `j` or `j + 1`, one of which owns the partition today, so
/// each partition has one standby and a single death finds every standby in place.
public enum StandbyPlan {
    /// What the range assignor gives to member `index` of `count`: consecutive partitions, the first members one more.
    static func range(partitions: Int, member index: Int, of count: Int) -> Range<Int> {
        let each = partitions / count
        let extra = partitions % count
        let start = index * each + min(index, extra)
        return start..<(start + each + (index < extra ? 1 : 0))
    }

    /// The partitions of `process`, over all of its workers.
    public static func owned(by process: String, members: [GroupMember], partitions: Int) -> Set<Partition> {
        var owned: Set<Partition> = []
        for (index, member) in members.enumerated() where member.process == process {
            for number in range(partitions: partitions, member: index, of: members.count) {
                owned.insert(Partition(Int32(number)))
            }
        }
        return owned
    }

    /// The partitions that `process` does not own and would own if any `replicas` or fewer other processes died.
    ///
    /// Looks at every such set of deaths: `C(processes - 1, replicas)` of them, each in the time of the member list.
    public static func followed(
        by process: String, members: [GroupMember], partitions: Int, replicas: Int
    ) -> Set<Partition> {
        var seen: Set<String> = [process]
        let others = members.map(\.process).filter { seen.insert($0).inserted }
        var followed: Set<Partition> = []
        func kill(from first: Int, _ living: [GroupMember], left: Int) {
            followed.formUnion(owned(by: process, members: living, partitions: partitions))
            guard left > 0 else { return }
            for index in first..<others.count {
                kill(from: index + 1, living.filter { $0.process != others[index] }, left: left - 1)
            }
        }
        kill(from: 0, members, left: replicas)
        return followed.subtracting(owned(by: process, members: members, partitions: partitions))
    }
}
