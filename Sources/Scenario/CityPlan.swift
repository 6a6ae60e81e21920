/// The maps that a scenario can play on: real quarters at about their real places; everything on them is invented.
public enum CityPlan: String, Sendable, CaseIterable {
    case kolkata, bengaluru, delhi, hyderabad

    /// A quarter of the city, or a town near it.
    struct Locality: Sendable {
        var name: String
        var latitude: Double
        var longitude: Double
        /// Its share of people and terminals.
        var weight: Double
        var district: String
        /// A town outside, where people travel to and some rings draw their cash.
        var isOutside = false
    }

    var state: String {
        switch self {
        case .kolkata: "West Bengal"
        case .bengaluru: "Karnataka"
        case .delhi: "Delhi"
        case .hyderabad: "Telangana"
        }
    }

    var stateCode: String {
        switch self {
        case .kolkata: "WB"
        case .bengaluru: "KA"
        case .delhi: "DL"
        case .hyderabad: "TG"
        }
    }

    var code: String {
        switch self {
        case .kolkata: "KOL"
        case .bengaluru: "BLR"
        case .delhi: "DEL"
        case .hyderabad: "HYD"
        }
    }

    /// Kilometres in a degree of longitude.
    var kilometresPerLongitude: Double {
        switch self {
        case .kolkata: 102.8
        case .bengaluru: 108.5
        case .delhi: 97.8
        case .hyderabad: 106.2
        }
    }

    static func districtCode(_ district: String) -> String {
        switch district {
        case "Kolkata": "KOL"
        case "North 24 Parganas": "N24"
        case "Paschim Bardhaman": "PBR"
        case "Malda": "MLD"
        case "Bengaluru Urban": "BLR"
        case "Mysuru": "MYS"
        case "Tumakuru": "TUM"
        case "Central Delhi": "CEN"
        case "South Delhi": "STH"
        case "West Delhi": "WST"
        case "North West Delhi": "NWD"
        case "East Delhi": "EST"
        case "Nuh": "NUH"
        case "Bharatpur": "BHT"
        case "Alwar": "ALW"
        case "Hyderabad": "HYD"
        case "Rangareddy": "RRD"
        case "Medchal-Malkajgiri": "MDM"
        case "Warangal": "WGL"
        case "Karimnagar": "KRM"
        default: "KLR"
        }
    }

    var localities: [Locality] {
        switch self {
        case .kolkata: Self.kolkataLocalities
        case .bengaluru: Self.bengaluruLocalities
        case .delhi: Self.delhiLocalities
        case .hyderabad: Self.hyderabadLocalities
        }
    }

    static func place(
        _ name: String, _ latitude: Double, _ longitude: Double, _ weight: Double, _ district: String,
        outside: Bool = false
    ) -> Locality {
        Locality(
            name: name, latitude: latitude, longitude: longitude, weight: weight, district: district,
            isOutside: outside)
    }

    private static let kolkataLocalities = [
        place("Behala", 22.4986, 88.3100, 11, "Kolkata"), place("Jadavpur", 22.4990, 88.3714, 10, "Kolkata"),
        place("Gariahat", 22.5170, 88.3660, 9, "Kolkata"), place("Tollygunge", 22.4987, 88.3460, 9, "Kolkata"),
        place("Kasba", 22.5160, 88.3860, 8, "Kolkata"), place("Shyambazar", 22.6010, 88.3730, 8, "Kolkata"),
        place("Burrabazar", 22.5780, 88.3540, 7, "Kolkata"), place("Park Street", 22.5530, 88.3520, 5, "Kolkata"),
        place("Garia", 22.4660, 88.3910, 8, "Kolkata"),
        place("Salt Lake", 22.5867, 88.4171, 9, "North 24 Parganas"),
        place("New Town", 22.5810, 88.4590, 7, "North 24 Parganas"),
        place("Dum Dum", 22.6220, 88.4180, 8, "North 24 Parganas"),
        place("Asansol", 23.6739, 86.9524, 2, "Paschim Bardhaman", outside: true),
        place("Durgapur", 23.5204, 87.3119, 2, "Paschim Bardhaman", outside: true),
        place("Malda Town", 25.0108, 88.1411, 1.5, "Malda", outside: true),
    ]

    private static let bengaluruLocalities = [
        place("Indiranagar", 12.9784, 77.6408, 9, "Bengaluru Urban"),
        place("Koramangala", 12.9352, 77.6245, 10, "Bengaluru Urban"),
        place("Jayanagar", 12.9308, 77.5838, 10, "Bengaluru Urban"),
        place("Whitefield", 12.9698, 77.7500, 10, "Bengaluru Urban"),
        place("Yelahanka", 13.1007, 77.5963, 7, "Bengaluru Urban"),
        place("Malleshwaram", 13.0031, 77.5643, 8, "Bengaluru Urban"),
        place("Hebbal", 13.0358, 77.5970, 7, "Bengaluru Urban"),
        place("BTM Layout", 12.9166, 77.6101, 10, "Bengaluru Urban"),
        place("Electronic City", 12.8452, 77.6602, 8, "Bengaluru Urban"),
        place("Rajajinagar", 12.9900, 77.5525, 8, "Bengaluru Urban"),
        place("Marathahalli", 12.9569, 77.7011, 8, "Bengaluru Urban"),
        place("Mysuru", 12.2958, 76.6394, 2, "Mysuru", outside: true),
        place("Tumakuru", 13.3379, 77.1173, 2, "Tumakuru", outside: true),
        place("Kolar", 13.1367, 78.1292, 1.5, "Kolar", outside: true),
    ]
}
