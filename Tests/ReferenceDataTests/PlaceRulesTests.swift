import Records
import Testing

@testable import ReferenceData

@Suite("Every bad row is named, the good ones are loaded")
struct PlaceRulesTests {
    static let text = """
        id,kind,name,lat,lon
        T1,ATM,a,12.9,77.6
        T2,KIOSK,b,12.9,77.6
        T1,ATM,c,12.8,77.5
        ,ATM,d,12.9,77.6
        T5,ATM,e,,77.6
        T6,ATM,f,"12,9",77.6
        T7,ATM,g,77.6,12.9
        T8,ATM,h,51.5,-0.1
        T9,ATM,i,12.9,777.6
        T10,ATM,j,nan,77.6
        T11,ATM,k,12.9,77.6,more

        T12,police,l,12.9,77.6
        T13,,m,12.93,77.63
        """

    @Test func reasons() throws {
        let file = try PlaceFile(Array(Self.text.utf8))
        let loaded = PlaceRules().terminals(file)
        #expect(loaded.places.map(\.id) == ["T1", "T13"])
        #expect(loaded.places.map(\.kind) == ["ATM", "ATM"])
        #expect(loaded.others == 1)
        #expect(
            loaded.problems.map(\.description) == [
                "3 (T2): kind 'KIOSK' is none of ATM, AEPS, BRANCH, POS, OFFICE",
                "4 (T1): its id is on line 2 already", "5: it has no id", "6 (T5): it has no lat",
                "7 (T6): lat '12,9' is no decimal number of degrees",
                "8 (T7): 77.6, 12.9: latitude and longitude are the wrong way round",
                "9 (T8): 51.5, -0.1 is outside India's box, 6.5 to 37.6 north and 68.0 to 97.5 east; --anywhere lifts it",
                "10 (T9): lon 777.6 is not within -180...180",
                "11 (T10): lat 'nan' is no decimal number of degrees",
                "12 (T11): 6 cells where the header has 5",
            ])
    }

    @Test func anywhereAndOverrides() throws {
        var rules = PlaceRules()
        rules.box = nil
        rules.kind = "aeps"
        rules.bank = "X"
        rules.attribution = "the bank's own list"
        let file = try PlaceFile(Array("id,lat,lon\nL,51.5,-0.1\n".utf8))
        let place = try #require(rules.terminals(file).places.first)
        #expect(place.kind == "AEPS" && place.bank == "X" && place.attribution == "the bank's own list")
    }

    @Test func aBadRowDoesNotTakeTheIDOfAGoodOne() throws {
        let file = try PlaceFile(Array("id,lat,lon\nA,0,0\nA,12.9,77.6\n".utf8))
        let loaded = PlaceRules().terminals(file)
        #expect(loaded.places.count == 1 && loaded.problems.count == 1)
    }

    @Test func stationsWithoutANameAreLeftOutUnlessNamed() throws {
        let file = try PlaceFile(Array("osm_id,name,lon,lat\nnode/1,,77.6,12.9\nnode/2,Ulsoor PS,77.6,12.9\n".utf8))
        let loaded = PlaceRules().stations(file)
        #expect(loaded.places.map(\.name) == ["Ulsoor PS"])
        #expect(loaded.problems.map(\.line) == [2])
        var rules = PlaceRules()
        rules.unnamed = "Police station"
        #expect(rules.stations(file).places.map(\.name) == ["Police station osm:node/1", "Ulsoor PS"])
    }

    @Test func theCheckCountsWhatForecastsWillMiss() {
        func terminal(_ id: String, _ latitude: Double, district: String? = nil) -> ReferenceTerminal {
            ReferenceTerminal(
                id: id, kind: "ATM", location: GeoPoint(latitude: latitude, longitude: 77.6), district: district,
                state: district, attribution: "A")
        }
        let station = ReferenceStation(
            id: "S", name: "S", location: GeoPoint(latitude: 12.91, longitude: 77.6), attribution: "B")
        let check = ReferenceCheck(
            terminals: [terminal("1", 12.9, district: "D"), terminal("2", 12.9), terminal("3", 13.9)],
            stations: [station])
        #expect(check.kinds == ["ATM": 3])
        #expect(check.terminalsWithoutDistrict == 2 && check.stationsWithoutDistrict == 1)
        #expect(check.sharedPoints == 2)
        #expect(check.cells == 2 && check.cellsFarFromStation == 1)
        #expect(check.attributions == ["A", "B"])
        #expect(check.lines.contains("from a terminal to the nearest station: 1.1 km in the middle, 110.1 km at most"))
    }
}
