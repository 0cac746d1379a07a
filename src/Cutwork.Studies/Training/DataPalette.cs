using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Studies;

/// <summary>The mean and standard deviation of a data set's pixels, by which its images are normalized.</summary>
public static class DataPalette
{
    /// <summary>How many samples are read where nothing else is said: enough for two digits (Fashion-MNIST: 0.286, 0.353).</summary>
    public const int Samples = 2000;

    /// <summary>Reads the first samples of an order and sums their pixels, as integers: the same numbers on every machine.</summary>
    /// <param name="set">Open, and the caller's.</param>
    /// <param name="channels">3, or 1 where all pictures are gray.</param>
    /// <param name="order">Which samples; the set's own order where left out.</param>
    /// <param name="most">Samples that are read, where there are as many.</param>
    /// <param name="onDamage">What becomes of samples that cannot be read.</param>
    /// <returns>For normalized floats. A channel without any difference gets a standard deviation of 1 / 255.</returns>
    /// <exception cref="DataSetException">A sample is damaged; the message names it.</exception>
    public static Palette Of(
        IDataSet set,
        int channels,
        SampleOrder? order = null,
        int most = Samples,
        OnDamage onDamage = OnDamage.Stop
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        long pixels = 0;
        int count = Math.Min(most, order?.Count ?? set.Count);
        for (int place = 0; place < count; place++)
        {
            int index = order?.SampleAt(new Key(0), place) ?? place;
            if (Read(set, index, onDamage) is not { } picture)
                continue;
            picture = channels == 3 ? picture.ToRgb() : picture;
            if (picture.Channels != channels)
                throw new DataSetException(
                    set.NameOf(index),
                    $"it has {picture.Channels} channels, but the set was taken for one of {channels}"
                );
            byte[] bytes = picture.Pixels;
            for (int i = 0; i < bytes.Length; i++)
            {
                sums[i % channels] += bytes[i];
                squares[i % channels] += bytes[i] * bytes[i];
            }
            pixels += picture.Size.Area;
        }
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double center = (double)sums[channel] / Math.Max(1, pixels);
            mean[channel] = (float)(center / 255);
            deviation[channel] = (float)(
                Math.Sqrt(Math.Max(1, (double)squares[channel] / Math.Max(1, pixels) - center * center)) / 255
            );
        }
        return Palette.Normalized(mean, deviation);
    }

    private static Picture? Read(IDataSet set, int index, OnDamage onDamage)
    {
        try
        {
            return set.Read(index).Picture;
        }
        catch (DataSetException) when (onDamage == OnDamage.Skip)
        {
            return null;
        }
    }
}
