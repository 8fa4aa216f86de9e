using System.Globalization;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Training.Products;

namespace Experiments.Training.Data;

/// <summary>Takes the first pictures of each class for training, the next for validation and for test, and reads those alone.</summary>
internal static class Selection
{
    private const int LargestSide = 4096;

    /// <summary>Refuses options that no data set can meet.</summary>
    /// <exception cref="ImageDataException">A count is odd, negative or, but for the test set, 0; or the pictures are too large together.</exception>
    public static void Check(DataOptions options)
    {
        if (options.Size is < 1 or > LargestSide)
        {
            throw new ImageDataException(Invariant($"--size: {options.Size} is no size of pictures; expected 1 to {LargestSide}"));
        }

        foreach (var (option, count, least) in new[] { ("--train", options.Train, 2), ("--validation", options.Validation, 2), ("--test", options.Test, 0) })
        {
            if (count < least || count % 2 != 0)
            {
                throw new ImageDataException(Invariant($"{option}: {count} pictures cannot be half of each class; expected an even number, {least} or more"));
            }

            if ((long)count * options.Size * options.Size * 3 > Array.MaxLength)
            {
                throw new ImageDataException(Invariant($"{option}: {count} pictures of {options.Size} × {options.Size} take more than {Array.MaxLength} bytes; expected fewer or smaller ones"));
            }
        }

        if (options.Classes is var (first, second) && first == second)
        {
            throw new ImageDataException($"--classes: '{first}' is named twice; expected two classes");
        }
    }

    /// <summary>Reads the three sets, validation behind training and test behind both where they share a pool.</summary>
    /// <exception cref="ImageDataException">There are fewer pictures than asked for, or one is bad and may not be left out.</exception>
    public static Dataset Take(Catalogue catalogue, DataOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        CheckCounts(catalogue, options);
        var done = new Lock();
        var count = 0;
        var leftOut = new List<string>(catalogue.LeftOut);
        var training = Read("training", catalogue.Training, options.Train);
        var validation = Read("validation", catalogue.Validation, options.Validation);
        var test = options.Test == 0 ? null : Read("test", catalogue.Test, options.Test);
        return new(catalogue.Name, catalogue.ClassNames, training, validation, test, leftOut);

        ImageSet Read(string name, PicturePool pool, int wanted)
        {
            var channels = options.Channels ?? catalogue.Channels;
            var kept = new SortedDictionary<int, byte[]>();
            var missing = new[] { wanted / 2, wanted / 2 };
            while (missing.Any(left => left > 0))
            {
                var taken = missing.SelectMany((left, label) => pool.Take(label, left)).Order().ToArray();
                if (taken.Length == 0)
                {
                    throw new ImageDataException(Invariant($"{pool.Place}: without {leftOut.Count} bad pictures there are too few for {wanted} in the {name} set: class 0 ({catalogue.ClassNames[0]}) lacks {missing[0]}, class 1 ({catalogue.ClassNames[1]}) lacks {missing[1]}. {string.Join("; ", leftOut.Take(3))}"));
                }

                var results = new (byte[]? Pixels, ImageDataException? Error)[taken.Length];
                Parallel.For(0, taken.Length, new ParallelOptions { CancellationToken = cancellation }, (i, state) =>
                {
                    results[i] = ReadOne(pool[taken[i]], channels);
                    if (results[i].Error is not null && !options.SkipBad)
                    {
                        // Those before it are still read, so that the first bad one is named, whoever came first.
                        state.Break();
                    }
                });
                for (var i = 0; i < taken.Length; i++)
                {
                    if (results[i].Error is not { } error)
                    {
                        kept.Add(taken[i], results[i].Pixels!);
                        missing[pool[taken[i]].Label]--;
                    }
                    else
                    {
                        leftOut.Add(options.SkipBad ? error.Message : throw error);
                    }
                }
            }

            var all = new byte[wanted * options.Size * options.Size * channels];
            var next = 0;
            foreach (var pixels in kept.Values)
            {
                pixels.CopyTo(all, next);
                next += pixels.Length;
            }

            return new(name, options.Size, options.Size, channels, all, [.. kept.Keys.Select(index => pool[index].Label)]);
        }

        (byte[]? Pixels, ImageDataException? Error) ReadOne(Picture picture, int channels)
        {
            try
            {
                var pixels = picture.Read().Resized(options.Size).WithChannels(channels).Pixels;
                lock (done)
                {
                    progress?.Report(++count);
                }

                return (pixels, null);
            }
            catch (ImageDataException error)
            {
                return (null, error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return (null, new(error.Message));
            }
        }
    }

    /// <summary>Counts before anything is read, so that nobody waits for a message.</summary>
    private static void CheckCounts(Catalogue catalogue, DataOptions options)
    {
        var demands = new[] { ("--train", options.Train, catalogue.Training), ("--validation", options.Validation, catalogue.Validation), ("--test", options.Test, catalogue.Test) };
        foreach (var demand in demands.GroupBy(demand => demand.Item3))
        {
            var pool = demand.Key;
            var asked = string.Join(", ", demand.Select(one => Invariant($"{one.Item1} {one.Item2}")));
            var each = demand.Sum(one => (long)one.Item2) / 2;
            if (pool.Left(0) < each || pool.Left(1) < each)
            {
                throw new ImageDataException(Invariant($"{pool.Place}: there are {pool.Left(0)} pictures of class 0 ({catalogue.ClassNames[0]}) and {pool.Left(1)} of class 1 ({catalogue.ClassNames[1]}); expected {each} of each for {asked}"));
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
