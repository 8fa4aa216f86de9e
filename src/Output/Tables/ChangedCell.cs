using System.Numerics;
using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>A cell that is not what it was: where it is, both texts, and the steps of the format between them where they are numbers.</summary>
public sealed record ChangedCell(
    IReadOnlyList<string> Key,
    string Column,
    long OldLine,
    long NewLine,
    string Old,
    string New,
    BigInteger? Ulps);
