import Records

extension VolumePartial {
    func write(to w: inout JSONCursor) {
        w.json("{\"series\":", series)
        w.json(",\"start\":", start)
        w.json(",\"seconds\":", seconds)
        w.json(",\"count\":", count)
        w.json(",\"sum\":", sum)
        w.json(",\"corrects\":", corrects)
        source.write(",\"source\":", to: &w)
        w.json(",\"run_id\":", runID)
        w.append("}")
    }
}

extension VolumeScore {
    func write(to w: inout JSONCursor) {
        w.json("{\"series\":", series)
        w.json(",\"start\":", start)
        w.json(",\"seconds\":", seconds)
        w.json(",\"count\":", count)
        w.json(",\"sum\":", sum)
        w.json(",\"usual_count\":", usualCount)
        w.json(",\"usual_sum\":", usualSum)
        w.json(",\"late\":", late)
        verdict.write(to: &w)
        w.append("}")
    }
}
