namespace Experiments.Losses.Sigmoids;

/// <summary>The sigmoids that commands know by name.</summary>
public static class SigmoidCatalogue
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<Sigmoid> All { get; } =
    [
        Sigmoid.Naive,
        AsWritten.ExpOver,
        AsWritten.TwoBranch,
        AsWritten.Tanh,
        AsWritten.Rounded,
        Rationals.Eigen2018,
        Rationals.Eigen34,
        Rationals.Eigen34Fused,
        Rationals.Mlas,
        Exponentials.MlNetFast,
        CutOffs.XGBoost,
        CutOffs.Theano,
        AsWritten.OneMinus,
        CutOffs.Thinc,
        CutOffs.NNlibFast,
        CutOffs.TensorFlowLite,
        Rationals.TensorFlow23,
        Rationals.MlasArm,
        Rationals.MlasWebAssembly,
        Rationals.Xla,
        Exponentials.TensorFlow112,
        Exponentials.Eigen5,
        Exponentials.Eigen5Fused,
        Exponentials.Tinygrad,
    ];

    /// <summary>The sigmoid with a name; null where there is none.</summary>
    public static Sigmoid? Find(string name) => All.FirstOrDefault(sigmoid => sigmoid.Name == name);
}
