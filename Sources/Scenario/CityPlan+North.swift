extension CityPlan {
    /// The towns outside belong to other states; like the districts of the others they are told as the city's own.
    static let delhiLocalities = [
        place("Karol Bagh", 28.6514, 77.1907, 9, "Central Delhi"),
        place("Connaught Place", 28.6315, 77.2167, 5, "Central Delhi"),
        place("Chandni Chowk", 28.6506, 77.2303, 7, "Central Delhi"),
        place("Saket", 28.5245, 77.2066, 8, "South Delhi"), place("Lajpat Nagar", 28.5677, 77.2433, 9, "South Delhi"),
        place("Hauz Khas", 28.5494, 77.2001, 6, "South Delhi"), place("Janakpuri", 28.6219, 77.0878, 10, "West Delhi"),
        place("Rajouri Garden", 28.6415, 77.1209, 9, "West Delhi"),
        place("Rohini", 28.7383, 77.0822, 11, "North West Delhi"),
        place("Pitampura", 28.7033, 77.1322, 8, "North West Delhi"),
        place("Laxmi Nagar", 28.6304, 77.2777, 9, "East Delhi"),
        place("Mayur Vihar", 28.6040, 77.2946, 9, "East Delhi"),
        place("Nuh", 28.1024, 77.0017, 2, "Nuh", outside: true),
        place("Bharatpur", 27.2152, 77.5030, 2, "Bharatpur", outside: true),
        place("Alwar", 27.5530, 76.6346, 1.5, "Alwar", outside: true),
    ]

    static let hyderabadLocalities = [
        place("Ameerpet", 17.4375, 78.4483, 10, "Hyderabad"), place("Banjara Hills", 17.4126, 78.4392, 8, "Hyderabad"),
        place("Charminar", 17.3616, 78.4747, 9, "Hyderabad"), place("Begumpet", 17.4447, 78.4664, 7, "Hyderabad"),
        place("Dilsukhnagar", 17.3688, 78.5247, 10, "Hyderabad"),
        place("Secunderabad", 17.4399, 78.4983, 9, "Hyderabad"),
        place("Gachibowli", 17.4401, 78.3489, 8, "Rangareddy"), place("LB Nagar", 17.3457, 78.5522, 8, "Rangareddy"),
        place("Kukatpally", 17.4948, 78.3996, 11, "Medchal-Malkajgiri"),
        place("Uppal", 17.4058, 78.5591, 7, "Medchal-Malkajgiri"),
        place("Warangal", 17.9689, 79.5941, 2, "Warangal", outside: true),
        place("Karimnagar", 18.4386, 79.1288, 2, "Karimnagar", outside: true),
    ]
}
