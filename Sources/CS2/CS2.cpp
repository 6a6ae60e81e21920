#include "CS2.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <s2/s1angle.h>
#include <s2/s2cap.h>
#include <s2/s2cell.h>
#include <s2/s2cell_id.h>
#include <s2/s2earth.h>
#include <s2/s2latlng.h>
#include <s2/s2region_coverer.h>

namespace {

bool isPoint(double latitude, double longitude) {
    return std::isfinite(latitude) && std::isfinite(longitude) && std::fabs(latitude) <= 90 && std::fabs(longitude) <= 180;
}

bool isLevel(int32_t level) { return level >= 0 && level <= S2CellId::kMaxLevel; }

int32_t copy(std::vector<uint64_t> &found, uint64_t *cells, int32_t capacity) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (size_t index = 0; index < found.size() && index < static_cast<size_t>(std::max(capacity, 0)); index++) {
        cells[index] = found[index];
    }
    return static_cast<int32_t>(found.size());
}

}  // namespace

extern "C" {

uint64_t cs2_cell(double latitude, double longitude, int32_t level) {
    if (!isPoint(latitude, longitude) || !isLevel(level)) return 0;
    return S2CellId(S2LatLng::FromDegrees(latitude, longitude)).parent(level).id();
}

int32_t cs2_token(uint64_t cell, char token[16]) {
    const S2CellId id(cell);
    if (!id.is_valid()) return 0;
    const std::string text = id.ToToken();
    const size_t length = std::min<size_t>(text.size(), 16);
    std::copy_n(text.begin(), length, token);
    return static_cast<int32_t>(length);
}

uint64_t cs2_from_token(const char *token, size_t length) {
    if (token == nullptr || length == 0 || length > 16) return 0;
    const S2CellId id = S2CellId::FromToken(std::string(token, length));
    return id.is_valid() ? id.id() : 0;
}

int32_t cs2_level(uint64_t cell) {
    const S2CellId id(cell);
    return id.is_valid() ? id.level() : -1;
}

uint64_t cs2_parent(uint64_t cell, int32_t level) {
    const S2CellId id(cell);
    if (!id.is_valid() || !isLevel(level) || level > id.level()) return 0;
    return id.parent(level).id();
}

int32_t cs2_centre(uint64_t cell, double *latitude, double *longitude) {
    const S2CellId id(cell);
    if (!id.is_valid()) return 0;
    const S2LatLng centre = id.ToLatLng();
    *latitude = centre.lat().degrees();
    *longitude = centre.lng().degrees();
    return 1;
}

int32_t cs2_corners(uint64_t cell, double corners[8]) {
    const S2CellId id(cell);
    if (!id.is_valid()) return 0;
    const S2Cell square(id);
    for (int index = 0; index < 4; index++) {
        const S2LatLng corner(square.GetVertex(index));
        corners[2 * index] = corner.lat().degrees();
        corners[2 * index + 1] = corner.lng().degrees();
    }
    return 1;
}

int32_t cs2_neighbours(uint64_t cell, uint64_t *cells, int32_t capacity) {
    const S2CellId id(cell);
    if (!id.is_valid() || id.level() == 0) return 0;
    std::vector<S2CellId> around;
    id.AppendAllNeighbors(id.level(), &around);
    std::vector<uint64_t> found;
    for (const S2CellId &one : around) found.push_back(one.id());
    return copy(found, cells, capacity);
}

int32_t cs2_covering(double latitude, double longitude, double metres, int32_t level, uint64_t *cells, int32_t capacity) {
    if (!isPoint(latitude, longitude) || !isLevel(level) || !std::isfinite(metres) || metres < 0) return -1;
    // A cell of a level is about 85 million km2 divided by 4 per level: refuse before the memory is gone.
    const double area = 3.1416 * metres * metres / 1e6;
    if (area / (8.5e7 / std::pow(4.0, level)) > 50000) return -1;
    S2RegionCoverer::Options options;
    options.set_fixed_level(level);
    options.set_max_cells(1 << 20);
    S2RegionCoverer coverer(options);
    const S2Cap cap(S2LatLng::FromDegrees(latitude, longitude).ToPoint(), S2Earth::MetersToAngle(metres));
    std::vector<S2CellId> covering;
    coverer.GetCovering(cap, &covering);
    std::vector<uint64_t> found;
    for (const S2CellId &one : covering) found.push_back(one.id());
    return copy(found, cells, capacity);
}

}  // extern "C"
