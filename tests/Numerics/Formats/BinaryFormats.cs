using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// The binary formats, each as its zero: a test that takes one of these is generic and runs in every format.
/// </summary>
internal static class BinaryFormats
{
    /// <summary>Those of the program that are compared by default, and tf32.</summary>
    public static TheoryData<object> All { get; } =
    [
        default(Float16),
        default(BFloat16),
        default(Float32),
        default(Float64),
        default(Float80),
        default(Float128),
        default(TensorFloat32),
    ];
}
