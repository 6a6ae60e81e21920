import Records
import Testing

@testable import ReferenceData

@Suite("Reference data from files of every form")
struct PlaceFileTests {
    static func read(_ text: String, _ options: PlaceFile.Options = .init()) throws -> PlaceFile {
        try PlaceFile(Array(text.utf8), options: options)
    }

    @Test("An OpenStreetMap extract as CSV: ids, names, attribution")
    func osmCSV() throws {
        let file = try Self.read(
            """
            osm_id,name,operator,lon,lat
            node/1,Citibank ATM,,77.5850854,12.9309141
            node/2,,State Bank of India,77.57,12.97
            """)
        #expect(file.format == .csv && file.delimiter == ",")
        var rules = PlaceRules()
        rules.state = "Karnataka"
        rules.district = "Bengaluru Urban"
        let loaded = rules.terminals(file)
        #expect(loaded.problems == [])
        #expect(
            loaded.places == [
                ReferenceTerminal(
                    id: "osm:node/1", kind: "ATM", name: "Citibank ATM",
                    location: GeoPoint(latitude: 12.9309141, longitude: 77.5850854), district: "Bengaluru Urban",
                    state: "Karnataka", attribution: PlaceFile.openStreetMap),
                ReferenceTerminal(
                    id: "osm:node/2", kind: "ATM", bank: "State Bank of India",
                    location: GeoPoint(latitude: 12.97, longitude: 77.57), district: "Bengaluru Urban",
                    state: "Karnataka", attribution: PlaceFile.openStreetMap),
            ])
    }

    @Test("Delimiters are guessed, headers mapped, quotes and line ends kept", arguments: [",", ";", "\t", "|"])
    func delimiters(_ mark: String) throws {
        let rows = [
            ["Terminal ID", "Type", "ATM name", "Longitude", "Latitude", "Remarks"],
            ["\"T,1;\t|\"", "micro atm", "\"He said \"\"here\"\"\nand left\"", "77.6", "12.9", ""],
            ["T2", "BRANCH", "", "77.7", "12.8", "x"],
        ]
        let file = try Self.read("\u{FEFF}" + rows.map { $0.joined(separator: mark) }.joined(separator: "\r\n"))
        #expect(file.delimiter == Character(mark))
        #expect(file.unusedColumns == ["Remarks"])
        let loaded = PlaceRules().terminals(file)
        #expect(loaded.places.map(\.id) == ["T,1;\t|", "T2"])
        #expect(loaded.places.map(\.kind) == ["AEPS", "BRANCH"])
        #expect(loaded.places[0].name == "He said \"here\"\nand left")
        #expect(file.rows.map(\.line) == [2, 4], "a cell took a line of its own")
        #expect(loaded.places[0].attribution == nil)
    }

    @Test("Columns can be named")
    func columns() throws {
        let text = "Sl,Where N,Where E\nA,12.9,77.6\n"
        let fault = #expect(throws: ReferenceFault.self) { try Self.read(text) }
        #expect(
            fault?.description
                == "no column is known as id: the header has Sl, Where N, Where E; name it, as in --column 'Sl=id'")
        var options = PlaceFile.Options()
        options.columns = ["Sl": .id, "Where N": .latitude, "Where E": .longitude]
        #expect(PlaceRules().terminals(try Self.read(text, options)).places.map(\.id) == ["A"])
        options.columns["Gone"] = .name
        #expect(throws: ReferenceFault("there is no column 'Gone'; the header has Sl, Where N, Where E")) {
            try Self.read(text, options)
        }
    }

    static let overpass = """
        {"version":0.6,"osm3s":{"copyright":"The data included in this document is from www.openstreetmap.org."},
        "elements":[
        {"type":"node","id":7,"lat":12.9,"lon":77.6,"tags":{"amenity":"atm","operator":"SBI"}},
        {"type":"way","id":8,"center":{"lat":12.91,"lon":77.61},
         "tags":{"amenity":"bank","atm":"yes","name":"ಬ್ಯಾಂಕ್","name:en":"A Bank","addr:state":"Karnataka"}},
        {"type":"way","id":9,"nodes":[1,2],"tags":{"amenity":"atm"}},
        {"type":"node","id":1,"lat":12.9,"lon":77.6},
        {"type":"node","id":10,"lat":12.92,"lon":77.62,"tags":{"amenity":"police","name":"Ulsoor PS"}}]}
        """

    static let xml = """
        <?xml version="1.0"?>
        <osm version="0.6"><note>ODbL</note>
        <node id="7" lat="12.9" lon="77.6"><tag k="amenity" v="atm"/><tag k="operator" v="SBI"/></node>
        <way id="8"><center lat="12.91" lon="77.61"/><nd ref="1"/><tag k="amenity" v="bank"/><tag k="atm" v="yes"/>
        <tag k="name:en" v="A Bank"/><tag k="addr:state" v="Karnataka"/></way>
        <way id="9"><nd ref="1"/><tag k="amenity" v="atm"/></way>
        <node id="1" lat="12.9" lon="77.6"/>
        <node id="10" lat="12.92" lon="77.62"><tag k="amenity" v="police"/><tag k="name" v="Ulsoor PS"/></node>
        </osm>
        """

    @Test("Overpass JSON and XML: machines, banks with one, police; ways by their centre", arguments: [overpass, xml])
    func openStreetMap(_ text: String) throws {
        let file = try Self.read(text)
        #expect(file.attribution == PlaceFile.openStreetMap)
        #expect(file.others == 1, "a node without tags")
        let terminals = PlaceRules().terminals(file)
        #expect(terminals.places.map(\.id) == ["osm:node/7", "osm:way/8", "osm:way/8/atm"])
        #expect(terminals.places.map(\.kind) == ["ATM", "BRANCH", "ATM"])
        #expect(terminals.places.map(\.name) == [nil, "A Bank", "A Bank"])
        #expect(terminals.places[0].bank == "SBI")
        #expect(terminals.places[1].state == "Karnataka")
        #expect(terminals.others == 1)
        #expect(terminals.problems.map(\.reason) == ["a way without coordinates: ask Overpass for 'out center'"])
        let stations = PlaceRules().stations(file)
        #expect(stations.places.map(\.name) == ["Ulsoor PS"])
        #expect(stations.others == 4)
        #expect(stations.problems == [])
    }

    @Test("GeoJSON points with our names, and as Overpass exports them")
    func geoJSON() throws {
        let file = try Self.read(
            """
            {"type":"FeatureCollection","attribution":"Bank of X","features":[
            {"type":"Feature","properties":{"id":"T1","kind":"POS","name":"Shop","district":"Kolkata"},
             "geometry":{"type":"Point","coordinates":[88.36,22.51,9.0]}},
            {"type":"Feature","id":"T2","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,2]]]}},
            {"type":"Feature","properties":{"@id":"node/3","amenity":"atm"},
             "geometry":{"type":"Point","coordinates":[88.4,22.6]}}]}
            """)
        let loaded = PlaceRules().terminals(file)
        #expect(loaded.places.map(\.id) == ["T1", "osm:node/3"])
        #expect(loaded.places[0].location == GeoPoint(latitude: 22.51, longitude: 88.36))
        #expect(loaded.places[0].kind == "POS" && loaded.places[0].attribution == "Bank of X")
        #expect(loaded.problems == [RowProblem(line: 2, id: "T2", reason: "its geometry is Polygon, not a Point")])
    }

    @Test(
        "What cannot be read as a whole is refused",
        arguments: ["", "  \n", "{\"a\":1}", "[1]", "{", "<kml/>", "<osm><node", "id,lat\n1,2", "id,lat,lon\n\"1,2,3"])
    func refused(_ text: String) {
        #expect(throws: ReferenceFault.self) { try Self.read(text) }
    }
}
