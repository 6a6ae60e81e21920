internal import RdKafka
public import Runtime

/// Asks Kafka for the members of a stage's group.
public final class KafkaGroupDirectory: GroupDirectory {
    private let admin: KafkaAdmin
    private let group: String
    private let stage: String

    init(admin: KafkaAdmin, group: String, stage: String) {
        self.admin = admin
        self.group = group
        self.stage = stage
    }

    /// librdkafka's range assignor takes static members in the order of the bytes of their `group.instance.id`, others in that
    /// of their member id, which begins with the `client.id`; ours are the same.
    public func members() throws(LogFault) -> [GroupMember] {
        do {
            let names = try admin.memberNames(group: group)
            return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
                GroupMember(process: Self.process(of: $0, stage: stage), id: $0)
            }
        } catch {
            throw LogFault(error, "members of \(group)")
        }
    }

    /// `<instance>-<stage>-<slot>` without the stage and the slot; a foreign name is a process by itself.
    static func process(of name: String, stage: String) -> String {
        guard let dash = name.lastIndex(of: "-"), name[..<dash].hasSuffix("-\(stage)") else { return name }
        return String(name[..<dash].dropLast(stage.count + 1))
    }
}

extension KafkaLogFactory: GroupDirectoryFactory {
    public func makeDirectory(stage: String) throws(LogFault) -> any GroupDirectory {
        do {
            let admin = try KafkaAdmin(adminConfiguration(stage: stage), log: settings.log)
            admin.timeoutMilliseconds = 10_000
            return KafkaGroupDirectory(admin: admin, group: settings.group(of: stage), stage: stage)
        } catch {
            throw Self.fault(error)
        }
    }
}
