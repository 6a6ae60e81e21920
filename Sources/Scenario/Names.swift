/// Invented people, shops and firms.
enum Names {
    static let men = [
        "Amit", "Rajesh", "Sandip", "Manoj", "Imran", "Suresh", "Prakash", "Arjun", "Debashis", "Ravi", "Farhan",
        "Anil",
        "Vikram", "Joseph", "Gurpreet", "Karthik", "Sourav", "Naveen", "Mahesh", "Tapas", "Harish", "Salim", "Deepak",
        "Nikhil", "Subrata", "Ganesh", "Pranab", "Rohit", "Abdul", "Venkatesh",
    ]
    static let women = [
        "Priya", "Sunita", "Lakshmi", "Ayesha", "Mita", "Kavita", "Rekha", "Anjali", "Shabnam", "Deepa", "Mary", "Rupa",
        "Sneha", "Geeta", "Nasreen", "Sumana", "Divya", "Pooja", "Usha", "Tanushree", "Asha", "Meena", "Farida",
        "Swati",
        "Jyoti", "Bharati", "Radha", "Simran", "Moumita", "Vidya",
    ]
    static let surnames = [
        "Das", "Sharma", "Khan", "Roy", "Reddy", "Ghosh", "Singh", "Nair", "Mondal", "Gowda", "Banerjee", "Verma",
        "Sheikh",
        "Rao", "Paul", "Gupta", "Sarkar", "Kumar", "Saha", "Iyer", "Yadav", "Dutta", "Ansari", "Patil", "Biswas",
        "D'Souza", "Mishra", "Hegde", "Chatterjee", "Prasad",
    ]
    static let shops = [
        "annapurna.stores", "maa.tara.sweets", "city.medico", "greenleaf.veg", "sai.provision", "new.bombay.cloth",
        "royal.bakery", "metro.mobiles", "lakshmi.textile", "fresh.fish", "study.point", "hotel.sangam",
        "krishna.dairy",
        "star.electricals", "biryani.house", "sunrise.tailors", "apna.kirana", "popular.hardware", "chai.corner",
        "perfect.salon",
    ]
    static let onlineShops = [
        "QUICKBASKET", "BOOKNEST", "ZIPCAB", "TIFFINGO", "STYLEROW", "MEDIDOOR", "CINEPASS", "RAILSEAT", "GADGETYARD",
        "HOMEKART",
    ]
    static let bills = [
        "electricity", "broadband", "mobile recharge", "gas cylinder", "insurance", "school fees", "water",
    ]
    static let firms = [
        "SUNDARBAN LOGISTICS", "EASTERN DATA SYSTEMS", "DECCAN APPARELS", "NIRMAL FOODS", "HARBOUR ENGINEERING",
        "SILICON VALLEY SCHOOL", "CITY HOSPITAL TRUST", "ORBIT SOFTWARE", "STATE TREASURY", "PRIME SECURITY SVCS",
    ]
    static let remarks = [
        "lunch", "rent share", "gift", "cab", "trip", "tickets", "thanks", "loan return", "party", "notes",
    ]
    static let handles = ["okaxis", "oksbi", "okhdfcbank", "okicici", "ybl", "ibl", "axl", "paytm", "apl", "upi"]
    static let occupations = [
        "private employee", "student", "retired govt. employee", "housewife", "daily labourer", "businessman",
        "school teacher",
    ]
}
