namespace Experiments.Training.Data;

/// <summary>
/// Takes the first pictures of each class for training, the next for validation and for test, and reads those alone.
/// </summary>
internal sealed class Selection
{
    private const int LargestSide = 4096;

    private readonly Listing listing;
    private readonly DataOptions options;
    private readonly IProgress<int>? progress;
    private readonly CancellationToken cancellation;
    private readonly List<string> leftOut;
    private readonly Lock reporting = new();
    private int count;

    private Selection(Listing listing, DataOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        (this.listing, this.options, this.progress, this.cancellation) = (listing, options, progress, cancellation);
        leftOut = [.. listing.LeftOut];
    }

    /// <summary>Refuses options that no data set can meet.</summary>
    /// <exception cref="InputException">A count is odd, negative or, but for the test set, 0; or the pictures are too
    /// large together.</exception>
    public static void Check(DataOptions options)
    {
        var size = options.Size;
        if (size is < 1 or > LargestSide)
        {
            throw new InputException($"{InputSetting.Size}: {size} is no size of pictures; expected 1 to {LargestSide}");
        }

        (InputSetting, int, int)[] counts =
        [
            (InputSetting.Train, options.Train, 2),
            (InputSetting.Validation, options.Validation, 2),
            (InputSetting.Test, options.Test, 0),
        ];
        foreach (var (setting, wanted, least) in counts)
        {
            if (wanted < least || wanted % 2 != 0)
            {
                throw new InputException(
                    $"{setting}: {wanted} pictures cannot be half of each class; expected an even number, {least} or more");
            }

            if ((long)wanted * size * size * 3 > Array.MaxLength)
            {
                var pictures = $"{wanted} pictures of {size} × {size}";
                throw new InputException($"{setting}: {pictures} take more than {Array.MaxLength} bytes; expected fewer or smaller ones");
            }
        }

        if (options.Classes is var (first, second) && first == second)
        {
            throw new InputException($"{InputSetting.Classes}: '{first}' is named twice; expected two classes");
        }
    }

    /// <summary>
    /// Reads the three sets, validation behind training and test behind both where they share a pool.
    /// </summary>
    /// <exception cref="InputException">There are fewer pictures than asked for, or one is bad and may not be left
    /// out.</exception>
    public static Dataset Take(Listing listing, DataOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        CheckCounts(listing, options);
        var selection = new Selection(listing, options, progress, cancellation);
        return new(
            listing.Name,
            listing.ClassNames,
            selection.Read("training", listing.Training, options.Train),
            selection.Read("validation", listing.Validation, options.Validation),
            options.Test == 0 ? null : selection.Read("test", listing.Test, options.Test),
            selection.leftOut);
    }

    /// <summary>Counts before anything is read, so that nobody waits for a message.</summary>
    private static void CheckCounts(Listing listing, DataOptions options)
    {
        var demands = new (InputSetting Setting, int Count, PicturePool Pool)[]
        {
            (InputSetting.Train, options.Train, listing.Training),
            (InputSetting.Validation, options.Validation, listing.Validation),
            (InputSetting.Test, options.Test, listing.Test),
        };
        foreach (var demand in demands.GroupBy(demand => demand.Pool))
        {
            var (pool, names) = (demand.Key, listing.ClassNames);
            var each = demand.Sum(one => (long)one.Count) / 2;
            if (pool.Left(0) < each || pool.Left(1) < each)
            {
                var there = $"{pool.Left(0)} pictures of class 0 ({names[0]}) and {pool.Left(1)} of class 1 ({names[1]})";
                var asked = demand.Select(one => (FormattableString)$"{one.Setting} {one.Count}")
                    .Aggregate((before, one) => $"{before}, {one}");
                throw new InputException($"{pool.Place}: there are {there}; expected {each} of each for {asked}");
            }
        }
    }

    private ImageSet Read(string name, PicturePool pool, int wanted)
    {
        var channels = options.Channels ?? listing.Channels;
        var kept = new SortedDictionary<int, byte[]>();
        var missing = new[] { wanted / 2, wanted / 2 };
        while (missing.Any(left => left > 0))
        {
            var taken = missing.SelectMany((left, label) => pool.Take(label, left)).Order().ToArray();
            if (taken.Length == 0)
            {
                var names = listing.ClassNames;
                var lacks = $"class 0 ({names[0]}) lacks {missing[0]}, class 1 ({names[1]}) lacks {missing[1]}";
                var few = $"there are too few for {wanted} in the {name} set: {lacks}. {string.Join("; ", leftOut.Take(3))}";
                throw new InputException($"{pool.Place}: without {leftOut.Count} bad pictures {few}");
            }

            foreach (var (index, pixels, error) in Read(pool, taken, channels))
            {
                if (pixels is not null)
                {
                    kept.Add(index, pixels);
                    missing[pool.Label(index)]--;
                }
                else
                {
                    leftOut.Add(options.SkipBad ? error!.Message : throw error!);
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

        return new(name, options.Size, options.Size, channels, all, [.. kept.Keys.Select(pool.Label)]);
    }

    /// <summary>
    /// Reads pictures in parallel; where bad ones may not be left out, up to the first bad one at least.
    /// </summary>
    private (int Index, byte[]? Pixels, InputException? Error)[] Read(PicturePool pool, int[] taken, int channels)
    {
        var results = new (int Index, byte[]? Pixels, InputException? Error)[taken.Length];
        Parallel.For(0, taken.Length, new ParallelOptions { CancellationToken = cancellation }, (i, state) =>
        {
            var (pixels, error) = ReadOne(pool, taken[i], channels);
            results[i] = (taken[i], pixels, error);
            if (error is not null && !options.SkipBad)
            {
                // Those before it are still read, so that the first bad one is named, whoever came first.
                state.Break();
            }
        });
        return results;
    }

    private (byte[]? Pixels, InputException? Error) ReadOne(PicturePool pool, int index, int channels)
    {
        try
        {
            var pixels = pool.Read(index).Resized(options.Size).WithChannels(channels).Pixels;
            lock (reporting)
            {
                progress?.Report(++count);
            }

            return (pixels, null);
        }
        catch (InputException error)
        {
            return (null, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, new($"{error.Message}"));
        }
    }
}
