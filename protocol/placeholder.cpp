// replaced by framing.cpp and its neighbours
