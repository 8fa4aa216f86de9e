namespace Experiments.Report;

/// <summary>What the page says of each figure: its title, what it shows, and the claims that speak of it.</summary>
internal sealed record Caption(string Stem, string Title, string Text, params IReadOnlyList<string> Claims);

/// <summary>The captions, by the sections of the page.</summary>
internal static class Captions
{
    /// <summary>The figures of the article.</summary>
    public static IReadOnlyList<Caption> Article { get; } =
    [
        new(
            "curves", "Figure 1: the sigmoid and its inverse",
            "The sigmoid, the logit, and the logits that probabilities of a format can reach: far fewer above 0 than below."),
        new(
            "round-trip", "Figure 2: the round trip logit(σ(x))",
            "It should be x. Its steps grow with x up to infinity. Next to 0 its relative error grows again.",
            "C1", "C2", "C3", "C4", "F1"),
        new(
            "cross-entropy", "Figure 3: the loss of one sample and its gradient",
            "From sigmoid outputs the loss stops growing for very wrong answers, and its gradient is 0 there. From raw outputs neither "
            + "is lost.",
            "C5", "C6", "C7", "C8", "C9", "C10", "C11"),
        new(
            "network-epoch8", "Figure 4: a network after 8 epochs",
            "Raw and sigmoid outputs of both classes, both losses of each image, and the same next to the least clipped losses.",
            "C12", "C13"),
        new(
            "network-trained", "Figure 5: the network fully trained",
            "The same at the end of the training; shaded is where the clip acts.", "C14", "C15", "C16"),
        new(
            "network-batch4", "Figure 6: mean losses of batches of 4",
            "One loss against the other; how far the means of several sizes are off, and how many by more than 1 %.", "C17"),
        new(
            "network-training", "The training, epoch by epoch",
            "Losses, accuracy, and how far apart the raw outputs of the classes move; and where the stopping rule acts."),
        new(
            "network-seeds", "The training with other seeds",
            "The raw outputs that each class of training images reaches, and where the clip acts.", "C12", "C15", "C16"),
        new(
            "network-resnet18-trained", "Figure 5 on a pretrained network",
            "A head on features of ResNet-18, fully trained.", "C18"),
    ];

    /// <summary>The figures of number formats.</summary>
    public static IReadOnlyList<Caption> Formats { get; } =
    [
        new(
            "formats", "All formats on one axis",
            "The error of the round trip, the losses of label 1, and the limits of each format.", "F2", "F3"),
        new(
            "mixed-precision", "A sigmoid stored in 16 bits",
            "The loss, computed in float32 from a sigmoid that was stored in 16 bits, jumps where that is stored as 1."),
        new(
            "functions", "Careful and naive forms",
            "Softplus, log-sigmoid, logit and others: how many numbers each form is off the correctly rounded one."),
    ];

    /// <summary>The figures of frameworks.</summary>
    public static IReadOnlyList<Caption> Frameworks { get; } =
    [
        new("frameworks", "What wrong and right answers cost", "The loss of each framework at |x| = 104, for both labels."),
        new(
            "frameworks-tails", "The tails of the losses",
            "The losses over x on a logarithmic axis, and how far off each is, loss by loss."),
        new("frameworks-gradients", "The gradients", "The sizes of the gradients over x, and where each is off, 0, or of the wrong sign."),
        new("sigmoids", "Where sigmoids end", "On the right how far they are from 1, on the left what is left of them."),
    ];

    /// <summary>The figure of an audit.</summary>
    public static IReadOnlyList<Caption> Audit { get; } =
        [new("audit", "The audited outputs", "The outputs with the zones where the loss is cut off; the losses; batches that are off.")];

    /// <summary>The figures of paired trainings.</summary>
    public static IReadOnlyList<Caption> Effect { get; } =
    [
        new(
            "training-effect", "What the loss changes", "Mean differences over seeds, with limits at 95 %; the margin is shaded.",
            "C19", "F4"),
        new("training-effect-steps", "When trainings part", "The step after which a weight first differs, a ring a seed."),
        new("training-effect-resnet18", "The same on features of ResNet-18", "A head and a logistic regression on frozen features."),
        new("training-effect-resnet18-steps", "When trainings on features part", "As above, on features of ResNet-18."),
    ];

    /// <summary>The figure of the census.</summary>
    public static IReadOnlyList<Caption> Census { get; } =
        [new("census", "Every number there is", "What share of each binade comes back in which way, and the largest error beneath.")];

    // Figures that stand in the page only where they are.
    private static readonly Caption[] Others =
    [
        new("network-resnet18-epoch8", "Figure 4 on a pretrained network", "A head on features of ResNet-18, after 8 epochs."),
        new("network-resnet18-batch4", "Figure 6 on a pretrained network", "Mean losses of batches of 4 of that head."),
        new("network-resnet18-training", "The training of the head, epoch by epoch", string.Empty),
    ];

    /// <summary>The caption of a figure of no section; one that has none, such as network-batch16, has its stem.</summary>
    public static Caption Other(string stem) =>
        Array.Find(Others, caption => caption.Stem == stem) ?? new(stem, stem, string.Empty);

    /// <summary>The captions of all sections.</summary>
    public static IEnumerable<Caption> All => [.. Article, .. Formats, .. Frameworks, .. Audit, .. Effect, .. Census];
}
