import StageKit

extension Taxonomy {
    /// Ids in form and once each; parents known and without cycles; a name means one tag; replacements end in tags that are given.
    func check() throws(StageFault) {
        guard !version.isEmpty else { throw fault("field 'version' is empty") }
        guard !facets.isEmpty else { throw fault("no facet") }
        var ids: Set<String> = []
        for facet in facets {
            try checkForm(facet.id, "facet '\(facet.id)'")
            guard ids.insert(facet.id).inserted else { throw fault("facet '\(facet.id)' stands twice") }
            guard !facet.tags.isEmpty else { throw fault("facet '\(facet.id)' has no tag") }
        }
        for facet in facets {
            try checkNames(facet)
            for tag in facet.tags { try checkParents(tag, facet) }
        }
        for facet in facets { for tag in facet.tags { try checkReplacement(tag, facet.id) } }
    }

    private func fault(_ message: String) -> StageFault { DocumentReader.fault("taxonomy", message) }

    private func checkForm(_ id: String, _ place: String) throws(StageFault) {
        let isGood =
            !id.isEmpty && id.utf8.count <= 64
            && id.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
            }
        guard isGood else { throw fault("\(place): an id is 1 to 64 letters, digits and '_'") }
    }

    private func checkNames(_ facet: Facet) throws(StageFault) {
        var owner: [String: String] = [:]
        for tag in facet.tags {
            try checkForm(tag.id, "tag '\(facet.id)/\(tag.id)'")
            guard owner.updateValue(tag.id, forKey: tag.id) == nil else {
                throw fault("tag '\(facet.id)/\(tag.id)' stands twice")
            }
        }
        for tag in facet.tags {
            for alias in tag.aliases {
                if let other = owner.updateValue(tag.id, forKey: alias) {
                    throw fault("tag '\(facet.id)/\(tag.id)': alias '\(alias)' already means '\(other)'")
                }
            }
        }
    }

    private func checkParents(_ tag: Definition, _ facet: Facet) throws(StageFault) {
        for parent in tag.parents {
            guard let found = facet.tags.first(where: { $0.id == parent }) else {
                throw fault("tag '\(facet.id)/\(tag.id)': parent '\(parent)' is not a tag of the facet")
            }
            if found.deprecated != nil, tag.deprecated == nil {
                throw fault("tag '\(facet.id)/\(tag.id)': parent '\(parent)' is deprecated")
            }
        }
        if ancestors(of: tag.id, in: facet.id).contains(tag.id) {
            throw fault(
                "tag '\(facet.id)/\(tag.id)' is its own ancestor, through '\(tag.parents.joined(separator: ", "))'")
        }
    }

    private func checkReplacement(_ tag: Definition, _ facet: String) throws(StageFault) {
        guard let gone = tag.deprecated else { return }
        let place = "tag '\(facet)/\(tag.id)'"
        guard !gone.since.isEmpty else { throw fault("\(place): 'deprecated.since' is empty") }
        var seen: [TagName] = []
        var front = gone.replacedBy.map { TagName($0, in: facet) }
        while let name = front.popLast() {
            guard name != TagName(facet: facet, tag: tag.id) else { throw fault("\(place) is replaced by itself") }
            guard let heir = definition(of: name.tag, in: name.facet) else {
                throw fault("\(place): its replacement '\(name)' is not a tag")
            }
            guard !seen.contains(name) else { continue }
            seen.append(name)
            front += heir.deprecated?.replacedBy.map { TagName($0, in: name.facet) } ?? []
        }
    }
}
