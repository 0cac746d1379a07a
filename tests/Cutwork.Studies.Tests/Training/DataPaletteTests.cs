using Cutwork.Imaging;
using Cutwork.Loading;

namespace Cutwork.Studies.Tests.Training;

public class DataPaletteTests
{
    [Fact]
    public void It_is_the_mean_and_the_deviation_of_the_pixels()
    {
        using var set = new ShapesDataSet(new Size(6, 5), 20);
        int[] chosen = [3, 11, 19];
        var palette = DataPalette.Of(set, 3, SampleOrder.Listed(chosen));
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values =
            [
                .. from index in chosen
                from pixel in set.Read(index).Picture.Pixels.Chunk(3)
                select pixel[channel] / 255.0,
            ];
            double mean = values.Average();
            Assert.Equal(mean, palette.Mean[channel], 1e-6);
            Assert.Equal(
                Math.Sqrt(values.Average(value => (value - mean) * (value - mean))),
                palette.StandardDeviation[channel],
                1e-6
            );
        }
        Assert.Equal(PixelDomain.Normalized, palette.Domain);
        Assert.Equal(
            DataPalette.Of(set, 3, SampleOrder.Listed(3)).Mean,
            DataPalette.Of(set, 3, SampleOrder.Listed(chosen), most: 1).Mean
        );
    }
}
