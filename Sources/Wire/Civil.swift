/// The proleptic Gregorian calendar in whole days since 1970-01-01.
///
/// Years run from March here, so that the leap day is a year's last and the months before it have fixed lengths.
enum Civil {
    /// 0 for 1970-01-01.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        // Months from March come as 31, 30, 31, 30, 31 days again and again: 153 in five.
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = floorDivide(marchYear, 4) - floorDivide(marchYear, 100) + floorDivide(marchYear, 400)
        return marchYear * 365 + leapDays + dayOfYear - epoch
    }

    /// The date of a day number, for years 0 and later.
    static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
        let sinceYearZero = number + epoch
        // Within 400 years (146,097 days): take out the leap days to count years of 365 days.
        let (era, inEra) = split(Int64(sinceYearZero), by: 146_097)
        let yearInEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let dayOfYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (era * 400 + yearInEra + (month <= 2 ? 1 : 0), month, day)
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Quotient and remainder, the remainder never negative.
    static func split(_ value: Int64, by divisor: Int64) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (Int(quotient - 1), Int(remainder + divisor)) : (Int(quotient), Int(remainder))
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        split(Int64(value), by: Int64(divisor)).quotient
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let epoch = 719_468
}
