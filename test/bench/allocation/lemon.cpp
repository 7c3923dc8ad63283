// Solves one transportation problem with LEMON's network simplex as often as asked, for the benchmark of allocation.
// Standard input: int64 households, doctors, arcs; int64 people and penalty of each household; int64 places of each
// doctor; int64 household, doctor, cost of each arc; then one byte for each solution wanted.
// Standard output, a line for each: microseconds of the simplex, its arrays included, and the sum of costs.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

using lemon::SmartDigraph;

static int64_t number() {
  int64_t value;
  if (fread(&value, sizeof value, 1, stdin) != 1) exit(1);
  return value;
}

int main() {
  const int64_t households = number(), doctors = number(), arcs = number();
  SmartDigraph graph;
  SmartDigraph::ArcMap<int64_t> cost(graph), room(graph);
  SmartDigraph::NodeMap<int64_t> supply(graph);
  std::vector<SmartDigraph::Node> nodes;
  for (int64_t i = 0; i < households + doctors + 1; i++) nodes.push_back(graph.addNode());
  const SmartDigraph::Node sink = nodes[households + doctors];
  const auto connect = [&](SmartDigraph::Node from, SmartDigraph::Node to, int64_t most, int64_t each) {
    const SmartDigraph::Arc arc = graph.addArc(from, to);
    room[arc] = most;
    cost[arc] = each;
  };
  std::vector<int64_t> people;
  int64_t total = 0;
  for (int64_t i = 0; i < households; i++) {
    people.push_back(number());
    supply[nodes[i]] = people[i];
    total += people[i];
    connect(nodes[i], sink, people[i], number());
  }
  supply[sink] = -total;
  for (int64_t i = 0; i < doctors; i++) connect(nodes[households + i], sink, number(), 0);
  for (int64_t i = 0; i < arcs; i++) {
    const int64_t household = number(), doctor = number();
    connect(nodes[household], nodes[households + doctor], people[household], number());
  }
  while (getchar() != EOF) {
    const auto started = std::chrono::steady_clock::now();
    lemon::NetworkSimplex<SmartDigraph, int64_t, int64_t> simplex(graph);
    simplex.upperMap(room).costMap(cost).supplyMap(supply);
    const bool isOptimal = simplex.run() == simplex.OPTIMAL;
    const auto elapsed = std::chrono::steady_clock::now() - started;
    const int64_t sum = isOptimal ? simplex.totalCost<int64_t>() : -1;
    printf("%lld %lld\n",
           (long long)std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count(),
           (long long)sum);
    fflush(stdout);
  }
}
