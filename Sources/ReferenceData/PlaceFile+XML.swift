import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

extension PlaceFile {
    /// `<osm>` with `<node>`, `<way>` and `<relation>`; ways need a `<center>`, as Overpass gives on request.
    static func osmXML(_ bytes: [UInt8]) throws(ReferenceFault) -> PlaceFile {
        let reader = OSMReader()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        // libxml2 forgives a file that ends early; nobody who loads half a country should.
        guard parser.parse(), reader.depth == 0 else {
            throw ReferenceFault("line \(parser.lineNumber): the file begins like XML and is none, or is cut off")
        }
        guard reader.isOSM else { throw ReferenceFault("XML whose root is not <osm>: no OpenStreetMap extract") }
        var file = reader.file
        file.attribution = openStreetMap
        return file
    }
}

private final class OSMReader: NSObject, XMLParserDelegate {
    var file = PlaceFile(format: .osmXML, rows: [])
    var isOSM = false
    /// Elements that are open.
    private(set) var depth = 0
    private var element: OSMElement?
    private var line = 0

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        depth += 1
        switch name {
        case "osm": isOSM = true
        case "node", "way", "relation":
            line = parser.lineNumber
            element = OSMElement(
                type: name, id: attributes["id"] ?? "", latitude: attributes["lat"], longitude: attributes["lon"],
                tags: [:])
        case "center":
            element?.latitude = attributes["lat"]
            element?.longitude = attributes["lon"]
        case "tag":
            if let key = attributes["k"], let value = attributes["v"] { element?.tags[key] = value }
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
        guard ["node", "way", "relation"].contains(name), let element else { return }
        file.add(element, line: line)
        self.element = nil
    }
}
