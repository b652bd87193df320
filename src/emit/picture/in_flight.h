#pragma once

#include "emit/picture/slots.h"
#include "emit/picture/time_axis.h"

namespace stratlint::picture {

/// A bar for each of the first stages: for how many micro-batches it holds activations, against time. Returns where the page goes on.
double add_in_flight(Sketch& sketch, const Dag& dag, const Timeline& timeline, const TimeAxis& axis, double top);

}  // namespace stratlint::picture
